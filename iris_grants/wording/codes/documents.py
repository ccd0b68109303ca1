"""Sentences about files of the outside world."""

from __future__ import annotations

from iris_grants.wording.catalogue import N_

SENTENCES: dict[str, str] = {
    "constraint.ck_document_subject_kind_known": N_("No documents are kept of this."),
    "documents.file_missing": N_("There is no such file or folder."),
    "documents.no_permission": N_("The system does not allow reading or writing here."),
    "documents.disk_full": N_("There is not enough room on the disk; nothing was written."),
    "documents.is_a_folder": N_("This is a folder; a file is needed."),
    "documents.not_a_folder": N_("This is not a folder."),
    "documents.already_exists": N_(
        "This already exists and is not overwritten; choose another name."
    ),
    "documents.name_too_long": N_("The name is too long."),
    "documents.system_refused": N_("The system refused: {reason}."),
    "documents.file_empty": N_("The file is empty."),
    "documents.too_large": N_("{name} is larger than allowed: {size} MB, at most {limit} MB."),
    "documents.too_many_files": N_("There are {count} files in it, at most {limit} are allowed."),
    "documents.not_a_zip": N_("This is not a zip archive, although its name says so."),
    "documents.not_a_plain_file": N_("{name} is a link or a device, not a plain file."),
    "documents.archive_damaged": N_("The archive is damaged or cut off; ask for it again."),
    "documents.archive_encrypted": N_("{name} is locked with a password; ask for it without one."),
    "documents.archive_method": N_("{name} is compressed in a way that is not supported."),
    "documents.archive_bomb": N_("{name} would unpack to an absurd size; it is not opened."),
    "documents.name_leads_outside": N_(
        "The name {name} leads out of the archive; the archive is not opened."
    ),
    "documents.name_unprintable": N_("The name {name} contains characters that no file name has."),
    "documents.name_twice": N_("The name {name} occurs twice in the archive."),
    "documents.not_a_workbook": N_("This is not an Excel workbook (.xlsx)."),
    "documents.workbook_encrypted": N_(
        "The workbook is locked with a password; save it without one."
    ),
    "documents.workbook_old": N_("The workbook is in the old format .xls; save it as .xlsx."),
    "documents.workbook_other": N_("The workbook is in another format; save it as .xlsx."),
    "documents.workbook_damaged": N_("The workbook is damaged: its parts contradict each other."),
    "documents.xml_tricks": N_(
        "The workbook contains constructs that no office program writes; it is not opened."
    ),
    "documents.sheet_missing": N_("The sheet “{sheet}” is missing."),
    "documents.cell_empty": N_("This cell must be filled in."),
    "documents.cell_error": N_("The cell shows the error {error}."),
    "documents.formula_not_input": N_("A value is expected here, not a formula ({formula})."),
    "documents.formula_not_computed": N_(
        "The formula has no stored result; open and save the workbook in Excel."
    ),
    "documents.values_unread": N_(
        "The sheet has further values outside the rows and columns that are read."
    ),
    "documents.text_too_long": N_("The text has {length} characters, at most {limit} are allowed."),
    "documents.not_an_amount": N_("“{text}” is not a number."),
    "documents.amount_is_day": N_("A number is expected; the cell holds the day or time {text}."),
    "documents.amount_ambiguous": N_(
        "“{text}” was read as {value}; correct it if something else is meant."
    ),
    "documents.too_many_digits": N_("The number has more than {limit} digits."),
    "documents.too_many_decimals": N_("The number may have at most {places} decimals."),
    "documents.not_whole": N_("A whole number is expected, not {text}."),
    "documents.not_a_date": N_("“{text}” is not a date; write it as 31.12.2025."),
    "documents.date_out_of_range": N_("The date {text} does not lie between {first} and {last}."),
    "documents.not_yes_no": N_("“{text}” is neither yes nor no."),
    "documents.not_a_choice": N_("“{text}” is not one of the choices: {choices}."),
    "documents.not_sealed": N_("This is not a file sealed under a passphrase."),
    "documents.passphrase_wrong": N_("The passphrase is wrong."),
    "documents.seal_damaged": N_("The sealed file is damaged or cut off; ask for it again."),
    "documents.seal_too_heavy": N_(
        "The file asks for more work to open than any file of this program."
    ),
    "documents.not_a_key": N_("This is not a signing key."),
    "documents.key_needs_passphrase": N_("The signing key needs its passphrase."),
    "documents.key_readable_by_others": N_(
        "Others on this computer may read the signing key; it is not used."
    ),
    "documents.not_signed_document": N_("This is not a signed file of this program."),
    "documents.signature_wrong": N_(
        "The signature does not match: the file was changed after it was signed."
    ),
    "documents.signed_altered": N_("The file was changed after it was written."),
    "documents.not_a_bag": N_("This is not a dossier folder or archive (BagIt)."),
    "documents.bag_missing": N_("missing"),
    "documents.bag_changed": N_("changed"),
    "documents.bag_added": N_("added (not in the manifest)"),
    "documents.bag_unlisted": N_("unlisted (not in the tag manifest)"),
    "documents.bag_size": N_("sizes do not agree: found {files} files with {size} bytes"),
    "documents.bag_no_manifest": N_("missing: without it nothing can be checked"),
    "documents.bag_line": N_("changed: line {line} is not a line of a manifest"),
    "documents.bag_unreadable": N_("changed: it cannot be read"),
    "documents.bag_fetch": N_("refers to files that lie elsewhere; they are not fetched"),
    "documents.bag_repacked": N_(
        "The archive was packed anew or changed around its files; they are checked one by one."
    ),
    "documents.step.bag": N_("Writing the files"),
    "documents.step.verify": N_("Checking the files"),
    "operation.documents.file": N_("Document filed"),
}
