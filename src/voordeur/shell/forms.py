"""Forms in the house style: one field template for every field, the classes of NL Design System on every widget."""

from __future__ import annotations

from datetime import date
from typing import Any

from django import forms
from django.forms.boundfield import BoundField
from django.forms.renderers import TemplatesSetting
from django.forms.widgets import Input
from django.utils.safestring import SafeString
from django.utils.translation import gettext_lazy as _

_CLASSES: tuple[tuple[type[forms.Widget], str], ...] = (
    (forms.Textarea, "utrecht-textarea utrecht-textarea--html-textarea"),
    (forms.RadioSelect, ""),
    (forms.CheckboxSelectMultiple, ""),
    (forms.CheckboxInput, ""),
    (forms.FileInput, ""),
    (forms.Select, "utrecht-select utrecht-select--html-select"),
    (Input, "utrecht-textbox utrecht-textbox--html-input"),
)


class ShellField(BoundField):
    """A field that knows how it is drawn."""

    @property
    def is_check(self) -> bool:
        """One tick box: its label stands beside it, not above it."""
        return type(self.field.widget) is forms.CheckboxInput

    def as_widget(
        self, widget: forms.Widget | None = None, attrs: dict[str, Any] | None = None, only_initial: bool = False
    ) -> SafeString:
        widget = widget or self.field.widget
        classes = [next((name for kind, name in _CLASSES if isinstance(widget, kind)), ""), widget.attrs.get("class", "")]
        if self.errors:
            classes.append("utrecht-textbox--invalid")
        said = " ".join(name for name in classes if name)
        return super().as_widget(widget, {**(attrs or {}), **({"class": said} if said else {})}, only_initial)


class ShellRenderer(TemplatesSetting):
    """Renders every form with the templates of the shell."""

    form_template_name = "shell/form.html"
    field_template_name = "shell/field.html"
    bound_field_class = ShellField


class DayInput(forms.DateInput):
    """The browser's own date picker; always ISO on the wire, whatever the language of the page."""

    input_type = "date"

    def __init__(self, attrs: dict[str, Any] | None = None) -> None:
        super().__init__(attrs=attrs, format="%Y-%m-%d")


class WhenForm(forms.Form):
    """A form that says on which day something happened; never a day to come."""

    on = forms.DateField(label=_("Op"), widget=DayInput())

    def __init__(self, *args: Any, today: date, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.today = today
        self.fields["on"].initial = today

    def clean_on(self) -> date:
        """Refuses a day that is still to come."""
        on: date = self.cleaned_data["on"]
        if on > self.today:
            raise forms.ValidationError(_("Deze dag is nog niet geweest."))
        return on
