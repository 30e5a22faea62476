"""A lookup among thousands of values, as one parameter and not as thousands."""

from django.db.models import Field, ForeignObject, Lookup


@ForeignObject.register_lookup
@Field.register_lookup
class Among(Lookup):
    """`filter(public_id__among=ids)` finds what `__in` does, whose SQL for 5,000 takes a tenth of a second to write."""

    lookup_name = "among"
    prepare_rhs = False

    def as_sql(self, compiler, connection):
        sought, parameters = self.process_lhs(compiler, connection)
        return f"{sought} = ANY(%s)", [*parameters, list(self.rhs)]
