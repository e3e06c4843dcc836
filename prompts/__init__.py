"""Prompts as data: `name.vN.md` with TOML front matter. A published version never changes; a change is a new one."""
