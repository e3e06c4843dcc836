"""How good is it? `python -m eval` measures the product. Never `import eval` (it shadows the builtin)."""
