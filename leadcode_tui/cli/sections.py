"""Help in sections: what belongs together stands together, where a command has many options."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, TypeVar

import click

if TYPE_CHECKING:
    from collections.abc import Callable

    Decorated = TypeVar("Decorated", bound=Callable[..., Any])


class SectionedOption(click.Option):
    """An option that stands in a section of the help."""

    def __init__(self, *arguments: Any, section: str, **settings: Any) -> None:  # noqa: ANN401
        super().__init__(*arguments, **settings)
        self.section = section


class SectionedCommand(click.Command):
    """A command whose help shows its options section by section, in their order."""

    def format_options(self, ctx: click.Context, formatter: click.HelpFormatter) -> None:
        """Write the sections; options of none stand last, under the usual heading."""
        sections: dict[str, list[tuple[str, str]]] = {}
        for parameter in self.get_params(ctx):
            record = parameter.get_help_record(ctx)
            if record is not None and isinstance(parameter, click.Option):
                sections.setdefault(getattr(parameter, "section", ""), []).append(record)
        others = sections.pop("", [])
        for heading, records in [*sections.items(), ("Options", others)]:
            if records:
                with formatter.section(heading):
                    formatter.write_dl(records)


def section(heading: str) -> Callable[..., Callable[[Decorated], Decorated]]:
    """Return `click.option` for the options of a section."""

    def option(*arguments: str, **settings: Any) -> Callable[[Decorated], Decorated]:  # noqa: ANN401
        return click.option(*arguments, cls=SectionedOption, section=heading, **settings)

    return option
