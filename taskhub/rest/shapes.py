"""What a contract's serializers are made of: bodies in, queries in, answers out."""

from collections.abc import Mapping
from functools import cache
from typing import Any, Self

from rest_framework import serializers
from rest_framework.exceptions import ValidationError
from rest_framework.request import Request

from taskhub.rest.parsing import has_body, read_object


@cache
def _fields(shape: type[serializers.Serializer[Any]], partial: bool) -> Any:
    """The fields of a shape, made once: DRF copies each of them for each request."""
    return shape(data={}, partial=partial).fields


def _validated(
    shape: type[serializers.Serializer[Any]], data: Any, *, partial: bool = False
) -> dict[str, Any]:
    # Fields keep nothing of what they validate; which way `partial` goes they ask of the
    # serializer that they were made for.
    serializer = shape(data=data, partial=partial)
    serializer.__dict__["fields"] = _fields(shape, partial)
    serializer.is_valid(raise_exception=True)
    return dict(serializer.validated_data)


class In(serializers.Serializer[Any]):
    """A JSON body; unknown keys are ignored."""

    media_types: tuple[str, ...] = ("application/json",)

    @classmethod
    def read(
        cls, request: Request, *, partial: bool = False, optional: bool = False
    ) -> dict[str, Any]:
        """The validated body.

        `partial` takes any subset of the fields; `optional` takes a missing body for `{}`.
        Raises DRF's `ValidationError`, `ParseError` and `UnsupportedMediaType`.
        """
        if optional and not has_body(request):
            return cls.check({}, partial=partial)
        return cls.check(read_object(request, cls.media_types), partial=partial)

    @classmethod
    def check(cls, data: Any, *, partial: bool = False) -> dict[str, Any]:
        """The validated form of data that did not come as JSON."""
        return _validated(cls, data, partial=partial)


class Query(serializers.Serializer[Any]):
    """A query string; unknown parameters are ignored.

    A known one that is empty or comes twice is refused: neither has one clear meaning
    (contracts/README.md, "For all of them").
    """

    @classmethod
    def read(cls, request: Request) -> dict[str, Any]:
        """The validated parameters, defaults filled in; raises DRF's `ValidationError`."""
        return _validated(cls, cls._single(request))

    @classmethod
    def _single(cls, request: Request) -> dict[str, str]:
        found: dict[str, str] = {}
        for name in map(str, cls._declared_fields):
            values = request.query_params.getlist(name)
            if len(values) > 1:
                raise ValidationError({name: ["Give this parameter once."]})
            if values and not values[0].strip():
                raise ValidationError({name: ["This parameter may not be empty."]})
            if values:
                found[name] = values[0]
        return found


class Out(serializers.Serializer[Any]):
    """An answer.

    The fields describe it for the schema; `to_representation` makes it, as one dict from
    one row, because a field-by-field serializer costs ten times as much (performance.md).
    A test keeps the two in step.
    """

    @property
    def context(self) -> Mapping[str, Any]:
        """What was given beside; DRF looks for it in whatever this may be a part of."""
        return self._context

    @classmethod
    def of(cls, instance: Any, **context: Any) -> Any:
        """The JSON-ready form of one thing."""
        return cls._with(context).to_representation(instance)

    @classmethod
    def many(cls, instances: Any, **context: Any) -> list[Any]:  # type: ignore[override]
        """The JSON-ready forms of many things."""
        one = cls._with(context)
        return [one.to_representation(instance) for instance in instances]

    @classmethod
    def _with(cls, context: dict[str, Any]) -> Self:
        """A serializer that has this context; DRF takes longer to make one than a task's JSON."""
        made = object.__new__(cls)
        made.__dict__.update(_made(cls).__dict__, _context=context)
        return made


@cache
def _made(shape: type[Out]) -> Out:
    return shape()
