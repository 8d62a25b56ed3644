"""The document's paths, one class each, a module a chapter."""
