"""Sentences of committees, packages, returns, merging and rankings."""

from __future__ import annotations

from iris_grants.wording.catalogue import N_

_REFERS = N_("What this row refers to is not in the store.")
_REFERENCES = (
    "committee_member_call_id",
    "committee_member_person_id",
    "committee_member_key_confirmed_by_id",
    "committee_member_key_member_id",
    "conflict_application_id",
    "conflict_member_id",
    "conflict_resolved_by_id",
    "assignment_application_id",
    "assignment_member_id",
    "scoring_package_call_id",
    "scoring_package_member_id",
    "scoring_package_item_application_id",
    "scoring_package_item_package_id",
    "assessor_note_application_id",
    "scoring_return_call_id",
    "scoring_return_document_id",
    "scoring_return_member_id",
    "scoring_return_package_id",
    "scoring_return_part_application_id",
    "scoring_return_part_decided_by_id",
    "scoring_return_part_return_id",
    "assessment_application_id",
    "assessment_call_id",
    "assessment_member_id",
    "assessment_return_id",
    "section_comment_assessment_id",
    "score_assessment_id",
    "ranking_call_id",
    "ranking_row_application_id",
    "ranking_row_ranking_id",
    "committee_meeting_call_id",
    "committee_presence_meeting_id",
    "committee_presence_member_id",
    "committee_minute_meeting_id",
    "committee_minute_application_id",
)

SENTENCES: dict[str, str] = {
    "scoring.role_unknown": N_("There is no such role in a committee: {role}."),
    "scoring.code_wrong": N_("A code of a member has up to 8 letters and digits: “{code}”."),
    "scoring.declared_later": N_(
        "The declaration cannot be signed on a day that is still to come ({day})."
    ),
    "scoring.key_of_other_member": N_("This key belongs to another person already."),
    "scoring.key_unknown": N_(
        "No return of this assessor bears a key with the fingerprint {fingerprint}."
    ),
    "scoring.chair_missing": N_("The committee needs exactly one chair."),
    "scoring.secretary_missing": N_("The committee needs exactly one secretary."),
    "scoring.voting_too_few": N_(
        "The committee has {count} voting members; at least {least} are needed."
    ),
    "scoring.voting_even": N_("The number of voting members must be odd, and it is {count}."),
    "scoring.kind_unknown": N_("There is no such kind of tie: {kind}."),
    "scoring.reason_missing": N_("Write the reason."),
    "scoring.other_call": N_("The application is of another call than the committee."),
    "scoring.declared_stands": N_(
        "A conflict that the member declared stands; only detected ones are answered."
    ),
    "scoring.nothing_to_assign": N_("There is no application to assess in this call."),
    "scoring.too_few_assessors": N_(
        "There are fewer than {wanted} assessors without a conflict of interest for this "
        "application."
    ),
    "scoring.nothing_to_package": N_("Every assignment is in a package already."),
    "scoring.declaration_missing": N_(
        "{name} has not signed the declaration of objectivity and confidentiality yet and "
        "may not receive a package."
    ),
    "scoring.step.sealing": N_("Sealing packages"),
    "scoring.step.checking": N_("Checking returns"),
    "scoring.not_a_package": N_("This is not a scoring package."),
    "scoring.package_newer": N_(
        "This package was made by a newer program (format {version}; known here: {known}). "
        "Ask the office for the present program."
    ),
    "scoring.package_damaged": N_(
        "The package is damaged or was changed. Ask the office to send it again."
    ),
    "scoring.file_malformed": N_("The file is not as this program writes it."),
    "scoring.passphrase_empty": N_("A passphrase is needed."),
    "scoring.criterion_unknown": N_("The grid has no criterion {criterion}."),
    "scoring.section_unknown": N_("The grid has no section {section}."),
    "scoring.section_not_applicable": N_("In section {section} at least one criterion must apply."),
    "scoring.na_not_allowed": N_(
        "Criterion {criterion} always applies; “not applicable” is not an answer here."
    ),
    "scoring.score_too_fine": N_("Criterion {criterion}: a score has at most three decimals."),
    "scoring.comment_too_long": N_(
        "The comment has {length} characters, at most {limit} are allowed."
    ),
    "scoring.recused_already": N_(
        "You have stepped aside from this application; take that back before you score it."
    ),
    "scoring.not_own_work": N_(
        "Scores are entered only by the assessor, in the store of the assessor's own package."
    ),
    "scoring.score_open": N_("Criterion {criterion} is not yet scored."),
    "scoring.comment_open": N_("A comment is missing ({criterion})."),
    "scoring.not_a_sheet": N_("This workbook is not a score sheet made by this program."),
    "scoring.sheet_newer": N_("This score sheet was made by a newer program (format {version})."),
    "scoring.sheet_of_other_package": N_(
        "This score sheet was made from another package ({package})."
    ),
    "scoring.recusal_half": N_("A tie needs both its kind and the reason."),
    "scoring.both_score_and_na": N_(
        "Criterion {criterion} has a score and is marked as not applicable; leave one of them."
    ),
    "scoring.not_a_return": N_("This is not a return of scores."),
    "scoring.return_newer": N_(
        "These scores were returned by a newer program (format {version}; known here: {known})."
    ),
    "scoring.return_not_ours": N_(
        "The return belongs to package {package} of call {call}, which did not leave this store."
    ),
    "scoring.return_other_call": N_("The return belongs to another call ({call})."),
    "scoring.return_of_other": N_(
        "The return does not fit the package that it names: another assessor or other applications."
    ),
    "scoring.return_impossible": N_(
        "The return has scores that the evaluation grid does not allow."
    ),
    "scoring.decision_unknown": N_("There is no such decision: {decision}."),
    "scoring.part_unknown": N_("This return says nothing of that application."),
    "scoring.third_not_needed": N_("Application {application} does not need a third assessor now."),
    "scoring.third_named": N_("Application {application} has its third assessor already."),
    "scoring.third_not_free": N_(
        "{code} may not be the third assessor of application {application}: assigned "
        "already, or in a conflict of interest."
    ),
    "scoring.third_nobody": N_(
        "Nobody in the committee may be the third assessor of application {application}."
    ),
    "scoring.application_not_here": N_(
        "Application {application} is not among those assessed in this call."
    ),
    "scoring.already_awarded": N_(
        "Awards of this call are decided; the ranking can no longer be fixed anew."
    ),
    "scoring.ranking_preliminary": N_(
        "The ranking is still preliminary: {count} applications await assessments."
    ),
    "scoring.no_ranking": N_("This call has no fixed ranking yet."),
    "scoring.several_lots": N_("This call has several lots; name one of them: {lots}."),
    "scoring.lot_unknown": N_("This call has no lot {lot}. Its lots: {lots}."),
    "scoring.member_unknown": N_(
        "The committee of this call has no member {code}. Its members: {known}."
    ),
    "scoring.passphrases_unreadable": N_(
        "Each line of the file with passphrases is a code, a space and a passphrase."
    ),
    "member.chair": N_("chair"),
    "member.secretary": N_("secretary"),
    "member.voting": N_("voting member"),
    "member.assessor": N_("assessor"),
    "member.observer": N_("observer"),
    "scoring.tie.employment": N_("employment"),
    "scoring.tie.board": N_("member of a board"),
    "scoring.tie.family": N_("family"),
    "scoring.tie.business": N_("business"),
    "scoring.tie.organisation": N_("same organisation"),
    "scoring.tie.representative": N_("same person as the representative"),
    "scoring.tie.partner": N_("partner of the application"),
    "scoring.tie.email_domain": N_("same e-mail domain"),
    "scoring.tie.other": N_("other tie"),
    "origin.conflict.declared": N_("declared"),
    "origin.conflict.detected": N_("detected"),
    "state.conflict.open": N_("to be answered"),
    "state.conflict.confirmed": N_("confirmed"),
    "state.conflict.dismissed": N_("dismissed by the chair"),
    "scoring.declaration": N_(
        "I assessed these applications myself, independently of the other assessors and by the "
        "grid of the call. I have no tie to their applicants and partners other than those from "
        "which I stepped aside. I keep confidential what I read and what I scored."
    ),
    "state.assignment.assigned": N_("assigned"),
    "state.assignment.packaged": N_("in a package"),
    "state.assignment.held": N_("return held"),
    "state.assignment.incomplete": N_("scores missing"),
    "state.assignment.complete": N_("all scored"),
    "state.assignment.void": N_("void"),
    "state.assignment.recused": N_("recused"),
    "state.assignment.regular": N_("regular"),
    "state.assignment.third": N_("third assessor"),
    "medium.scoring_return.program": N_("signed file"),
    "medium.scoring_return.sheet": N_("Excel sheet, entered by the office"),
    "medium.scoring_return.paper": N_("paper, entered by the office"),
    "medium.short.program": N_("signed file"),
    "medium.short.sheet": N_("Excel sheet"),
    "medium.short.paper": N_("paper"),
    "scoring.medium_unknown": N_("Scores are entered from an Excel sheet or from paper."),
    "scoring.entered_nothing": N_("Nothing is filled in."),
    "scoring.entered_later": N_("This day is still to come ({day})."),
    "scoring.not_in_package": N_("{number} is not in the package of this assessor."),
    "scoring.sheet_not_ours": N_(
        "No package of this call made this score sheet. Was it made for another call?"
    ),
    "scoring.not_packaged": N_(
        "{code} has no package with this application yet. Make the package first: it says "
        "which version the assessor scored."
    ),
    "state.scoring_return.sent": N_("sent"),
    "state.scoring_return.accepted": N_("counts"),
    "state.scoring_return.held": N_("held"),
    "state.scoring_return.superseded": N_("replaced by others"),
    "state.scoring_return.set_aside": N_("set aside"),
    "state.assessment.complete": N_("all scored"),
    "state.assessment.incomplete": N_("scores missing"),
    "state.assessment.recused": N_("recused"),
    "state.assessment.void": N_("void"),
    "ranking.decision.selected": N_("selected"),
    "ranking.decision.reserve": N_("on the reserve list"),
    "ranking.decision.rejected": N_("rejected on merit"),
    "ranking.decision.awaiting": N_("awaiting assessment"),
    "state.score.value": N_("scored"),
    "state.score.na": N_("not applicable"),
    "state.score.missing": N_("not yet scored"),
    "state.score.recused": N_("recused"),
    "state.score.void": N_("void"),
    "merge.accepted": N_("{application}: counts."),
    "merge.accepted_recused": N_("{application}: the assessor has stepped aside."),
    "merge.key_not_confirmed": N_(
        "{application}: held until the key of the assessor is confirmed by telephone "
        "(fingerprint {fingerprint})."
    ),
    "merge.other_grid": N_(
        "{application}: held, because it was scored by another evaluation grid."
    ),
    "merge.stale_version": N_(
        "{application}: held, because the application was revised after the package left."
    ),
    "merge.after_recusal": N_(
        "{application}: held, because the assessor is recused from this application."
    ),
    "merge.contradiction": N_(
        "{application}: held, because another return of the same assessor says something "
        "else and neither replaces the other."
    ),
    "merge.replaced": N_("{application}: replaced by a later return."),
    "merge.same_content": N_("{application}: says the same as another return, which counts."),
    "merge.other_accepted": N_("{application}: the committee accepted another return instead."),
    "merge.decided": N_("{application}: set aside by decision of the committee."),
    "operation.documents.register_key": N_("Key of the office registered"),
    "operation.scoring.add_member": N_("Committee member appointed"),
    "operation.scoring.sign_declaration": N_(
        "Declaration of objectivity and confidentiality signed"
    ),
    "operation.scoring.declare_conflict": N_("Conflict of interest declared"),
    "operation.scoring.detect_conflicts": N_("Ties looked for in the data"),
    "operation.scoring.resolve_conflict": N_("Question about a conflict of interest answered"),
    "operation.scoring.assign": N_("Applications assigned"),
    "operation.scoring.package": N_("Scoring packages made"),
    "operation.scoring.open_package": N_("Scoring package opened"),
    "operation.scoring.score": N_("Criterion scored"),
    "operation.scoring.not_applicable": N_("Criterion marked as not applicable"),
    "operation.scoring.clear_score": N_("Score taken back"),
    "operation.scoring.comment": N_("Comment written"),
    "operation.scoring.fill": N_("Score sheet taken over"),
    "operation.scoring.recuse": N_("Assessor stepped aside"),
    "operation.scoring.take_back_recusal": N_("Recusal taken back"),
    "operation.scoring.return": N_("Scores returned"),
    "operation.scoring.merge": N_("Returns merged"),
    "operation.scoring.enter": N_("Scores entered from a sheet or from paper"),
    "operation.scoring.note": N_("Private note of the assessor written"),
    "operation.scoring.confirm_key": N_("Key of an assessor confirmed"),
    "operation.scoring.decide_return": N_("Decision about a return"),
    "operation.scoring.name_third": N_("Third assessor named"),
    "operation.scoring.fix_ranking": N_("Ranking fixed"),
    "operation.scoring.write_papers": N_("Papers of the committee written"),
    "constraint.uq_committee_member_call_id_person_id": N_(
        "This person is in the committee of the call already."
    ),
    "constraint.uq_committee_member_call_id_code": N_(
        "Another member of this committee has this code."
    ),
    "constraint.ck_committee_member_role_known": N_("There is no such role in a committee."),
    "constraint.uq_committee_member_key_member_id_public_key": N_("This key is confirmed already."),
    "constraint.uq_conflict_member_id_application_id": N_("This tie is recorded already."),
    "constraint.ck_conflict_origin_known": N_("A conflict of interest is declared or detected."),
    "constraint.ck_conflict_kind_known": N_("There is no such kind of tie."),
    "constraint.ck_conflict_state_known": N_("This state of a conflict of interest is not known."),
    "constraint.ck_conflict_declared_holds": N_(
        "A declared conflict of interest is always confirmed."
    ),
    "constraint.uq_assignment_member_id_application_id": N_(
        "The assessor has this application already."
    ),
    "constraint.ck_assignment_kind_known": N_("An assignment is regular or to a third assessor."),
    "constraint.ck_assignment_recused_yes_no": N_("Whether an assessor is recused is yes or no."),
    "constraint.uq_scoring_package_call_id_number": N_(
        "A package with this number exists already."
    ),
    "constraint.uq_scoring_package_item_package_id_application_id": N_(
        "The application is in this package already."
    ),
    "constraint.ck_scoring_package_item_revision_positive": N_(
        "Revisions of an application count from 1."
    ),
    "constraint.uq_scoring_return_sha256": N_("This return is in the store already."),
    "constraint.ck_scoring_return_medium_known": N_("This way of sending scores is not known."),
    "constraint.ck_scoring_return_key_with_program": N_(
        "A return is signed where it comes from the program, and only there."
    ),
    "constraint.ck_scoring_return_document_with_entry": N_(
        "Scores that the office enters need the workbook or the scan they stand on."
    ),
    "constraint.uq_assessor_note_application_id": N_(
        "There is one private note on an application."
    ),
    "constraint.ck_assessor_note_flagged_yes_no": N_("An application is flagged or it is not."),
    "constraint.ck_scoring_return_state_known": N_("This state of a return is not known."),
    "constraint.uq_scoring_return_part_return_id_application_id": N_(
        "A return speaks of each application once."
    ),
    "constraint.ck_scoring_return_part_recused_yes_no": N_(
        "Whether an assessor is recused is yes or no."
    ),
    "constraint.ck_scoring_return_part_state_known": N_("This state of a return is not known."),
    "constraint.ck_scoring_return_part_decision_known": N_(
        "There is no such decision about a return."
    ),
    "constraint.ck_scoring_return_part_decision_with_reason": N_(
        "A decision about a return needs its reason."
    ),
    "constraint.uq_assessment_member_id_application_id": N_(
        "There is one assessment of an application by each assessor."
    ),
    "constraint.ck_assessment_state_known": N_("This state of an assessment is not known."),
    "constraint.uq_section_comment_assessment_id_section": N_("A section has one comment."),
    "constraint.uq_score_assessment_id_criterion": N_("A criterion has one score."),
    "constraint.ck_score_state_known": N_("This state of a score is not known."),
    "constraint.ck_score_score_milli_not_negative": N_("A score is never negative."),
    "constraint.ck_score_number_only_in_value": N_(
        "A number belongs to a score that was given, and to no other."
    ),
    "constraint.uq_ranking_call_id_number": N_("A ranking with this number exists already."),
    "constraint.ck_ranking_preliminary_yes_no": N_(
        "Whether a ranking is preliminary is yes or no."
    ),
    "constraint.uq_ranking_row_ranking_id_application_id": N_(
        "An application stands in a ranking once."
    ),
    "scoring.step.papers": N_("Writing papers of the committee"),
    "scoring.conflict_unknown": N_("There is no tie between {code} and application {application}."),
}
SENTENCES.update((f"constraint.fk_{name}", _REFERS) for name in _REFERENCES)
