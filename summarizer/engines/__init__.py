"""Prompt to Draft."""
