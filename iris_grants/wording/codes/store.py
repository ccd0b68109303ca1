"""Sentences of the store: what is wrong with it, what a check finds, what takes long."""

from __future__ import annotations

from iris_grants.wording.catalogue import N_

_OPENING = {
    "store.not_found": N_("{name}: there is no such file."),
    "store.is_folder": N_("{name} is a folder. Choose the .iris file in it."),
    "store.empty": N_("{name} is empty. Take a backup, or copy the store again."),
    "store.unreadable": N_("{name} cannot be read. Ask for the right to read this file."),
    "store.not_a_database": N_("{name} is not a store of IRIS Grants."),
    "store.not_ours": N_("{name} is a database of another program."),
    "store.truncated": N_(
        "{name} is cut short; part of it is missing. Copy it again, or restore a backup."
    ),
    "store.damaged": N_("{name} is damaged. Restore the newest backup."),
    "store.half_copied": N_(
        "{name} was copied while somebody worked in it, without {missing}. Copy both files "
        "again, or close the store and use “Save a copy”."
    ),
    "store.unfinished": N_(
        "{name} was not closed properly and its folder cannot be written to. Copy the whole "
        "folder to your computer and open it there."
    ),
    "store.newer": N_(
        "{name} comes from a newer version of IRIS Grants (schema {found}, this one knows "
        "{known}). Update the program."
    ),
    "store.older": N_(
        "{name} comes from an older version of IRIS Grants (schema {found}, now {known}). "
        "Upgrade it: a backup is made first."
    ),
    "store.wrong_key": N_("{name} does not open with this passphrase."),
    "store.pen_asked": N_("{user} asks to write already; wait for the answer."),
    "store.in_use": N_(
        "{user} on {host} has been working in {name} since {since} (UTC). You can open it for "
        "reading."
    ),
    "store.not_a_file": N_("{name} lies on a server and cannot be moved like a file."),
    "store.files_missing_here": N_("{name} is missing. Put it back before the store is moved."),
    "store.move_failed": N_("{name} was not moved: the copy differs. Nothing was taken away."),
    "store.exists": N_("{name} exists already. Choose another name."),
    "store.no_folder": N_("{name}: there is no folder {folder}."),
}
_SERVER = {
    "store.bad_address": N_("{address} is not an address of a PostgreSQL store."),
    "store.password_in_address": N_(
        "The address {address} contains a password. Leave it out and set IRIS_GRANTS_PGPASSWORD."
    ),
    "store.roles_missing": N_(
        "{name}: you may not create roles. Ask the administrator of the server for the roles "
        "{owner} and {program} (without login), and to make you a member of both."
    ),
    "store.server_unreachable": N_("The server of {name} does not answer: {detail}"),
    "store.server_lost": N_("The connection to the server of {name} was lost. Try again."),
    "store.not_permitted": N_("The server does not permit you to do this in {name}."),
}
_WORKING = {
    "store.read_only": N_("{name} is open for reading only, or cannot be written to."),
    "store.changed_meanwhile": N_(
        "Somebody else changed the same data in {name} meanwhile. Look at it again, then repeat "
        "your change."
    ),
    "store.busy": N_("{name} is busy with other work. Try again in a moment."),
    "store.disk_full": N_("The disk is full; nothing was changed in {name}. Free some space."),
    "store.disk_failed": N_("The disk of {name} reports a fault. Make a backup on another disk."),
    "store.content_missing": N_("The content of this file is not in the store (SHA-256 {sha256})."),
    "store.content_altered": N_("The content of this file was altered (SHA-256 {sha256})."),
    "store.content_changed": N_("The file changed while it was read. Try again."),
    "store.no_files_part": N_("{name} is missing, so no files can be stored. Put it back first."),
    "store.altered_before_upgrade": N_(
        "{name} was not upgraded: rows of {table} no longer agree with the journal. Run "
        "“store check” with the version that wrote it."
    ),
}
_NOTICES = {
    "store.files_missing": N_(
        "{name} is missing: the contents of {documents} documents cannot be read. Put the file "
        "back beside the store."
    ),
    "store.older_than_known": N_(
        "This is an older copy: it ends at journal entry {found}, but entry {known} was seen on "
        "this computer on {seen_at} (UTC). If you work on here, the newer work is lost to it."
    ),
    "store.diverged": N_(
        "Two copies of this store were edited apart: from journal entry {entry} on this one "
        "differs from the one seen on this computer on {seen_at} (UTC). Decide which one counts."
    ),
    "store.synced_folder": N_(
        "The store lies in {folder}, which another program synchronises. That can damage it: "
        "move it to an ordinary folder (File, Move…) and let only the backups be synchronised."
    ),
    "store.network_share": N_(
        "The store lies on a network share ({folder}). That can damage it: move it to this "
        "computer (File, Move…), or use a PostgreSQL server."
    ),
}
_FINDINGS = {
    "store.reference_broken": N_("A row of {table} refers to a row of {target} that is missing."),
    "store.schema_differs": N_("The tables differ from what they should be: {what}."),
    "store.trigger_missing": N_("The trigger {name} of the journal is missing."),
    "store.trigger_changed": N_("The trigger {name} of the journal was changed."),
    "store.trigger_unknown": N_("There is a trigger that is not ours: {name}."),
    "store.entry_missing": N_("Journal entry {entry} is missing."),
    "store.entry_altered": N_("Journal entry {entry} was altered."),
    "store.chain_broken": N_("Journal entry {entry} does not follow from the one before it."),
    "store.change_altered": N_("Journal entry {entry}: the change of {table} {key} was altered."),
    "store.change_stray": N_("A change belongs to journal entry {entry}, which does not exist."),
    "store.values_missing": N_(
        "Journal entry {entry}: the values of {table} {key} are missing, and no erasure says why."
    ),
    "store.value_unchained": N_("Values of {table} {key} stand outside the journal's chain."),
    "store.operation_left_open": N_("The operation {operation} was left open."),
    "store.row_altered": N_("{table} {key} was changed past the journal."),
    "store.row_missing": N_("{table} {key} was deleted past the journal."),
    "store.row_unjournalled": N_("{table} {key} was added past the journal."),
    "store.file_missing": N_("The content of the file {name} is missing."),
    "store.file_altered": N_("The content of the file {name} was altered."),
}
_STEPS = {
    "store.step.verify": N_("Proving the journal"),
    "store.step.verify_rows": N_("Comparing the rows with the journal"),
    "store.step.check_medium": N_("Checking the file"),
    "store.step.check_contents": N_("Checking the contents of files"),
    "store.step.copy": N_("Copying"),
    "store.step.copy_contents": N_("Copying the contents of files"),
    "operation.store.upgrade": N_("Store upgraded"),
    "standing.system": N_("the program itself"),
}

SENTENCES: dict[str, str] = _OPENING | _SERVER | _WORKING | _NOTICES | _FINDINGS | _STEPS
