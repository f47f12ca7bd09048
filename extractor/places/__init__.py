"""Administrative units: found in text, linked to official codes, followed through reforms."""

from extractor.places.mentions import Place, PlaceMention
from extractor.places.reader import PlaceReader, Places

__all__ = ["Place", "PlaceMention", "PlaceReader", "Places"]
