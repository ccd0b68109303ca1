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
    "people.passphrase_needed": N_(
        "{name} signs in with a passphrase. Give it by --passphrase-file, or open the window."
    ),
    "people.passphrase_asked": N_("{name} signs in with a passphrase."),
    "people.file_passphrase_needed": N_(
        "{name} is encrypted. Give its passphrase by --key-file, or open the window."
    ),
    "people.passphrase_wrong": N_("This is not the passphrase."),
    "people.passphrase_short": N_("A passphrase needs at least {least} characters."),
    "people.passphrase_plain": N_("This passphrase is too easy to guess: choose other words."),
    "people.passphrase_differs": N_("The two passphrases differ."),
    "people.passphrase_altered": N_(
        "The passphrase in this store was changed outside the program, so nobody can sign in "
        "with it. An administrator can give a new one; tell whoever looks after the store."
    ),
    "people.unknown_person": N_("Nobody called “{name}” works in this store."),
    "people.new_passphrase_needed": N_("Give the new passphrase by --new FILE."),
    "people.no_recovery_code": N_(
        "{name} has no recovery code in this store. An administrator who signed in can give a "
        "new passphrase."
    ),
    "people.recovery_code_needed": N_("Give the recovery code by --code FILE."),
    "people.recovery_code_wrong": N_("This is not the recovery code."),
    "people.no_passphrase": N_("{name} has no passphrase in this store."),
    "people.sign_in_wait": N_(
        "There were too many wrong attempts. Try again in {seconds} seconds."
    ),
    "people.administrator_signed_in": N_(
        "Only an administrator who signed in with a passphrase may do this. Set one first."
    ),
    "people.nobody_to_approve": N_(
        "Nobody who may approve has a passphrase yet, so nothing could be approved any more."
    ),
    "people.passphrase_file_empty": N_("There is no passphrase in the first line of the file."),
    "constraint.uq_person_search_key": N_("Somebody with this name is known already."),
    "constraint.uq_person_role_person_id_role": N_("The person has this role already."),
    "constraint.ck_person_active_yes_no": N_("Whether a person is active is yes or no."),
    "constraint.ck_person_role_role_known": N_("There is no such role."),
    "constraint.fk_person_role_person_id": N_("The person of this role is not in the store."),
    "constraint.uq_passphrase_person_id": N_("The person has a passphrase already."),
    "constraint.ck_passphrase_failures_not_negative": N_("Wrong attempts are zero or more."),
    "constraint.fk_passphrase_person_id": N_("The person of this passphrase is not in the store."),
    "constraint.fk_passphrase_set_by_id": N_("Who set this passphrase is not in the store."),
    "constraint.ck_office_rule_approvals_signed_in_yes_no": N_(
        "Whether approvals need sign-in is yes or no."
    ),
    "people.entry_unknown": N_("The journal has no entry {number}."),
    "people.nothing_to_undo": N_("There is nothing of yours to undo."),
    "people.nothing_to_redo": N_("There is nothing to do again."),
    "people.undo_not_last": N_("Entry {number} is not the last thing you did."),
    "people.not_undoable": N_(
        "The last thing you did cannot be undone: {operation}. What was signed, sent, "
        "published, decided or paid stays."
    ),
    "people.undo_touched": N_(
        "This cannot be undone any more: {name} went on from it (entry {number}, {operation}; "
        "{record})."
    ),
    "people.undo_needed": N_("This cannot be undone: other records depend on it ({record})."),
    "people.undo_altered": N_("This cannot be undone: its records are no longer as it left them."),
    "people.undo_erased": N_("This cannot be undone: its earlier values were erased."),
    "constraint.uq_undone_operation_entry": N_("This operation was undone already."),
    "constraint.ck_undone_operation_entry_positive": N_("The number of an entry is above zero."),
    "operation.people.undo": N_("Last operation undone"),
    "operation.people.redo": N_("Undone operation done again"),
    "operation.people.found": N_("First person entered"),
    "operation.people.add": N_("Person entered"),
    "operation.people.set_roles": N_("Roles of a person changed"),
    "operation.people.set_active": N_("Person admitted or set inactive"),
    "operation.people.set_passphrase": N_("Own passphrase set"),
    "operation.people.give_up_passphrase": N_("Own passphrase given up"),
    "operation.people.reset_passphrase": N_("Passphrase of a person reset"),
    "operation.people.make_recovery_code": N_("Recovery code made"),
    "operation.people.recover": N_("Passphrase set by the recovery code"),
    "operation.people.sign_in": N_("Signed in"),
    "operation.people.sign_in_failed": N_("Sign-in with a wrong passphrase"),
    "operation.people.set_office_rule": N_("Rule of approvals changed"),
    "state.person.active": N_("active"),
    "state.person.inactive": N_("inactive"),
}
