"""Does this evidence support this claim? One question a file."""
