"""Invented articles that many tests share: one event, two outlets that disagree, and a copy."""

from __future__ import annotations

COUNCIL = {
    "id": "meridian",
    "outlet": "Meridian Post",
    "published_at": "2031-05-06T14:20:00Z",
    "title": "Oberlund bridge closed after cracks are found",
    "text": (
        "The Oberlund bridge was closed on Tuesday after engineers found cracks in two of its cables, the city "
        "council said.\n\nAbout 12,000 cars cross the bridge every day, according to the council.\n\n"
        "“We cannot take any risk with people's lives,” Mara Feld, the council's chief engineer, told reporters.\n\n"
        "The bridge, which was opened in 1974, carries the only road between the harbour and the old town. "
        "It will stay closed for at least three weeks, Feld said."
    ),
}
LEDGER = {
    "id": "ledger",
    "outlet": "Oberlund Ledger",
    "published_at": "2031-05-06T17:05:00Z",
    "title": "Old town cut off as bridge shuts",
    "text": (
        "Oberlund's council shut the bridge over the Tarn on Tuesday when cracks were discovered in two cables.\n\n"
        "More than 15,000 cars cross the bridge every day, said Jonas Brandt of the drivers' association, who called "
        "the closure a disaster for the harbour.\n\n"
        "Brandt demanded that the council open a temporary ferry by Friday.\n\n"
        "Chief engineer Mara Feld said that repairs would take at least three weeks and that no lorry would cross "
        "the bridge before a second inspection."
    ),
}
COPY = COUNCIL | {"id": "herald", "outlet": "Valley Herald", "title": "Cracks close bridge at Oberlund"}
HANDBALL = {
    "id": "sport",
    "outlet": "Meridian Post",
    "published_at": "2031-05-06T21:40:00Z",
    "title": "Lions beat Falcons to reach final",
    "text": (
        "The Karsten Lions beat the Norrby Falcons 31-28 in the handball semi-final on Tuesday.\n\n"
        "Goalkeeper Ines Holm saved 17 shots, the most of any keeper this season.\n\n"
        "The Lions meet Dellbrück in the final on Sunday."
    ),
}
BUNDLE = [COUNCIL, LEDGER, COPY]
