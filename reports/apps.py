from django.apps import AppConfig


class ReportsConfig(AppConfig):
    name = "reports"

    def ready(self):
        from core import live_numbers
        from reports.live import number_in_words

        live_numbers.answer_with(number_in_words)
