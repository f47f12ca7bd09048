"""Administrative units: found in text, linked to official codes, followed through reforms."""

from extractor.places.issues import place_issues
from extractor.places.mentions import Place, PlaceMention
from extractor.places.reader import PlaceReader
from extractor.places.scope import Places
from extractor.places.units import gazetteer

__all__ = ["Place", "PlaceMention", "PlaceReader", "Places", "gazetteer", "place_issues"]
