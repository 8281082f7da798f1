"""click, in the language spoken: its help pages, and what it says of a misuse."""

from __future__ import annotations

import click

from gpci_tui.i18n import _


class Command(click.Command):
    """A command whose help and complaints are in our words."""

    def format_usage(self, ctx: click.Context, formatter: click.HelpFormatter) -> None:
        pieces = " ".join(self.collect_usage_pieces(ctx))
        formatter.write_usage(ctx.command_path, pieces, prefix=_("Usage:") + " ")

    def format_options(self, ctx: click.Context, formatter: click.HelpFormatter) -> None:
        options = (param for param in self.get_params(ctx) if isinstance(param, click.Option))
        with formatter.section(_("Options")):
            formatter.write_dl([record for o in options if (record := o.get_help_record(ctx))])

    def get_help_option(self, ctx: click.Context) -> click.Option | None:
        option = super().get_help_option(ctx)
        if option is not None:
            option.help = _("Show this message and exit.")
        return option

    def parse_args(self, ctx: click.Context, args: list[str]) -> list[str]:
        strict, ctx.allow_extra_args = not ctx.allow_extra_args, True
        try:
            rest = super().parse_args(ctx, args)
        except click.BadOptionUsage as error:
            error.ctx = error.ctx or ctx  # The parser leaves it out.
            raise
        if rest and strict and not ctx.resilient_parsing:
            ctx.fail(_("“{args}” is too much here.").format(args=" ".join(rest)))
        return rest


def usage_text(error: click.UsageError) -> str:
    """Return what was wrong with the command line, and where to read more, on one line."""
    command = error.ctx.command_path if error.ctx else "gpci"
    more = _("“{command} --help” says how.").format(command=command)
    return f"{_reason(error)} {more}"


def _reason(error: click.UsageError) -> str:
    if isinstance(error, click.NoSuchOption):
        return _("There is no option “{name}”.").format(name=error.option_name)
    if isinstance(error, click.MissingParameter) and error.param is not None:
        return _("{name} is missing.").format(name=_name(error.param))
    if isinstance(error, click.BadParameter) and error.param is not None:
        return _bad_value(error, error.param)
    if isinstance(error, click.BadOptionUsage):
        return _bad_option(error)
    return error.format_message()


def _bad_value(error: click.BadParameter, param: click.Parameter) -> str:
    kind = param.type
    if isinstance(kind, click.Choice):
        allowed = ", ".join(map(str, kind.choices))
        return _("{name} takes one of: {allowed}.").format(name=_name(param), allowed=allowed)
    if isinstance(kind, click.IntRange):
        return _("{name} takes a whole number from {low} to {high}.").format(
            name=_name(param), low=kind.min, high=kind.max
        )
    return f"{_name(param)}: {error.message}"


def _bad_option(error: click.BadOptionUsage) -> str:
    params = error.ctx.command.params if error.ctx else []
    flags = {name for param in params if getattr(param, "is_flag", False) for name in param.opts}
    if error.option_name in flags:
        return _("{name} takes no value.").format(name=error.option_name)
    return _("{name} needs a value.").format(name=error.option_name)


def _name(param: click.Parameter) -> str:
    if isinstance(param, click.Argument):
        return param.metavar or param.name or ""
    return param.opts[-1]
