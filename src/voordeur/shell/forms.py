"""Forms in the house style: one field template for every field."""

from __future__ import annotations

from django.forms.renderers import TemplatesSetting


class ShellRenderer(TemplatesSetting):
    """Renders every form with the templates of the shell."""

    field_template_name = "shell/field.html"
