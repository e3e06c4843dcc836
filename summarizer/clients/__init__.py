"""The only doors to a language model."""
