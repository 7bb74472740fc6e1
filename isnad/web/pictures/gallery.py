"""All pictures, by name."""

from __future__ import annotations

from isnad.web.parameters import text
from isnad.web.pictures import attention, chronology, map, naming, network
from isnad.web.pictures.picture import Picture
from isnad.web.wanted import WANTED

FIELDS = (text("key"), text("id"), *WANTED)  # of an address, that one picture or another heeds
PICTURES: dict[str, Picture] = {
    picture.name: picture
    for picture in (attention.PICTURE, chronology.PICTURE, network.PICTURE, map.PICTURE, naming.PICTURE)
}
