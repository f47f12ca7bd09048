"""What each figure means."""

from extractor.meaning.interpreter import Interpreter

__all__ = ["Interpreter"]
