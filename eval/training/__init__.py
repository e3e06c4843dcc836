"""The commands that make the package's resources from public data. None of them runs in the product."""
