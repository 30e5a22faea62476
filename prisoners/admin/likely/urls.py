"""The addresses of these screens, below the list of prisoners."""

from django.urls import path

from prisoners.admin.likely import queue, typing


def of(site):
    def screen(view, name, route):
        return path(route, site.admin_view(view), name=name)

    return [
        screen(typing.typed_view, "prisoners_likely_typed", "likely/typed/"),
        screen(queue.queue, "prisoners_likely", "likely/"),
        screen(queue.pair, "prisoners_likely_pair", "likely/<int:pk>/"),
    ]
