"""Data in the package: word lists, vectors, fitted weights. The only module below the edges that reads files."""
