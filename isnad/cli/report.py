"""`isnad report`: a story or an actor of a record as one file to hand on."""

from __future__ import annotations

import click

from isnad.cli import options
from isnad.cli.output import opened


@click.command()
@options.in_record
@click.option("--story", metavar="ID", help="The story of this id, as `isnad stories` and the web application show it.")
@click.option("--actor", metavar="NAME", help="The actor of this name, in full or in part, or of this key.")
@click.option("--lang", type=click.Choice(("ar", "en")), default="ar", show_default=True, help="The language.")
@click.option("--no-fonts", is_flag=True, help="Leave the Arabic fonts out (0.4 MB); the reader's own are used.")
@options.output
def report(record: str, story: str | None, actor: str | None, lang: str, no_fonts: bool, output: str | None) -> None:
    """Write a story or an actor as one HTML file that needs no network and no other file.

    It holds reports with their copies, quotes with their sources, disagreements, wordings side by side, names in each
    outlet, the chronology, what was read of which outlet, and how it was made. It prints well.

    \b
    Examples:
      isnad report --record news.db --actor الهلالي --output hilali.html
      isnad report --record news.db --story s-r17 --lang en --output story.html
    """
    from isnad.store.actors import actor as actor_of_key
    from isnad.store.actors import key_of
    from isnad.web.handed import actor_file, story_file
    from isnad.web.manner import Manner
    from isnad.workflow.recorded import regrouped
    from isnad.workflow.selecting import actor_called

    if (story is None) == (actor is None):
        raise click.UsageError("name either a --story or an --actor")
    manner = Manner(lang=lang)
    with regrouped(record) as opened_record:
        if story is not None:
            page = story_file(opened_record, story, manner, fonts=not no_fonts)
        else:
            key = actor or ""
            if actor_of_key(opened_record.engine, key) is None:
                key = key_of(opened_record.engine, actor_called(opened_record, key)) or key
            page = actor_file(opened_record, key, manner, fonts=not no_fonts)
    with opened(output) as out:
        out.write(page)
