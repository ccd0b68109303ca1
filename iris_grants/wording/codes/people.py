"""Sentences of the people of the office."""

from __future__ import annotations

from iris_grants.wording.catalogue import N_

SENTENCES: dict[str, str] = {
    "people.already_founded": N_("This store has its first person already."),
    "people.name_missing": N_("A person needs a name."),
    "people.no_roles": N_("A person needs at least one role."),
    "people.known": N_("Somebody with this name is known already: {name}."),
    "people.unknown": N_("Nobody called “{name}” works in this store. Known here: {known}."),
    "people.unnamed": N_("Say in whose name this is done. Known here: {known}."),
    "people.inactive": N_("{name} no longer works in this store. Known here: {known}."),
    "people.administrator_needed": N_(
        "Only an administrator may give or take the role of administrator."
    ),
    "people.last_administrator": N_("At least one active administrator must remain."),
    "constraint.uq_person_search_key": N_("Somebody with this name is known already."),
    "constraint.uq_person_role_person_id_role": N_("The person has this role already."),
    "constraint.ck_person_active_yes_no": N_("Whether a person is active is yes or no."),
    "constraint.ck_person_role_role_known": N_("There is no such role."),
    "constraint.fk_person_role_person_id": N_("The person of this role is not in the store."),
    "operation.people.found": N_("First person entered"),
    "operation.people.add": N_("Person entered"),
    "operation.people.set_roles": N_("Roles of a person changed"),
    "operation.people.set_active": N_("Person admitted or set inactive"),
    "state.person.active": N_("active"),
    "state.person.inactive": N_("inactive"),
}
