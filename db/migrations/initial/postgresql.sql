CREATE TABLE document (
	subject_kind TEXT COLLATE "C" NOT NULL,
	subject_id TEXT COLLATE "C" NOT NULL,
	kind TEXT COLLATE "C" NOT NULL,
	name TEXT COLLATE "C" NOT NULL,
	media_type TEXT COLLATE "C" NOT NULL,
	sha256 TEXT COLLATE "C" NOT NULL,
	size BIGINT NOT NULL,
	received_at TEXT COLLATE "C" NOT NULL,
	replaces_id TEXT COLLATE "C",
	note TEXT COLLATE "C",
	id TEXT COLLATE "C" NOT NULL,
	version BIGINT NOT NULL,
	CONSTRAINT pk_document PRIMARY KEY (id),
	CONSTRAINT ck_document_subject_kind_known CHECK (subject_kind IN ('programme', 'organisation', 'call', 'application', 'committee', 'grant', 'case', 'achievement')),
	CONSTRAINT ck_document_size_not_negative CHECK (size >= 0)
)
;
CREATE INDEX ix_document_subject ON document (subject_kind, subject_id)
;
CREATE TABLE dossier (
	subject_kind TEXT COLLATE "C" NOT NULL,
	subject_id TEXT COLLATE "C" NOT NULL,
	subject_number TEXT COLLATE "C" NOT NULL,
	folder TEXT COLLATE "C" NOT NULL,
	exported_at TEXT COLLATE "C" NOT NULL,
	manifest_sha256 TEXT COLLATE "C" NOT NULL,
	public_key TEXT COLLATE "C" NOT NULL,
	files BIGINT NOT NULL,
	sections TEXT COLLATE "C" NOT NULL,
	redaction TEXT COLLATE "C" NOT NULL,
	id TEXT COLLATE "C" NOT NULL,
	version BIGINT NOT NULL,
	CONSTRAINT pk_dossier PRIMARY KEY (id),
	CONSTRAINT ck_dossier_subject_kind_known CHECK (subject_kind IN ('call', 'grant', 'case', 'programme'))
)
;
CREATE TABLE exchange_rate (
	kind TEXT COLLATE "C" NOT NULL,
	currency TEXT COLLATE "C" NOT NULL,
	valid_on TEXT COLLATE "C" NOT NULL,
	rate TEXT COLLATE "C" NOT NULL,
	source TEXT COLLATE "C" NOT NULL,
	id TEXT COLLATE "C" NOT NULL,
	version BIGINT NOT NULL,
	CONSTRAINT pk_exchange_rate PRIMARY KEY (id),
	CONSTRAINT uq_exchange_rate_kind_currency_valid_on UNIQUE (kind, currency, valid_on),
	CONSTRAINT ck_exchange_rate_kind_known CHECK (kind IN ('inforeuro_month', 'national_bank_day', 'receipt'))
)
;
CREATE TABLE journal_change (
	id BIGINT NOT NULL,
	entry BIGINT NOT NULL,
	table_name TEXT COLLATE "C" NOT NULL,
	row_key TEXT COLLATE "C" NOT NULL,
	verb TEXT COLLATE "C" NOT NULL,
	digest TEXT COLLATE "C" NOT NULL,
	CONSTRAINT pk_journal_change PRIMARY KEY (id),
	CONSTRAINT ck_journal_change_verb_known CHECK (verb IN ('insert', 'update', 'delete', 'snapshot'))
)
;
CREATE INDEX ix_journal_change_entry ON journal_change (entry)
;
CREATE INDEX ix_journal_change_row ON journal_change (table_name, row_key)
;
CREATE TABLE journal_entry (
	number BIGINT NOT NULL,
	operation TEXT COLLATE "C" NOT NULL,
	person_id TEXT COLLATE "C" NOT NULL,
	standing TEXT COLLATE "C" NOT NULL,
	at TEXT COLLATE "C" NOT NULL,
	changes BIGINT NOT NULL,
	previous TEXT COLLATE "C" NOT NULL,
	hash TEXT COLLATE "C" NOT NULL,
	CONSTRAINT pk_journal_entry PRIMARY KEY (number),
	CONSTRAINT ck_journal_entry_number_positive CHECK (number > 0),
	CONSTRAINT ck_journal_entry_changes_positive CHECK (changes > 0)
)
;
CREATE TABLE journal_erasure (
	id TEXT COLLATE "C" NOT NULL,
	table_name TEXT COLLATE "C" NOT NULL,
	row_key TEXT COLLATE "C" NOT NULL,
	reason TEXT COLLATE "C" NOT NULL,
	CONSTRAINT pk_journal_erasure PRIMARY KEY (id)
)
;
CREATE INDEX ix_journal_erasure_row ON journal_erasure (table_name, row_key)
;
CREATE TABLE journal_value (
	id BIGSERIAL NOT NULL,
	table_name TEXT COLLATE "C" NOT NULL,
	row_key TEXT COLLATE "C" NOT NULL,
	verb TEXT COLLATE "C" NOT NULL,
	salt TEXT COLLATE "C" NOT NULL,
	before TEXT COLLATE "C",
	after TEXT COLLATE "C",
	CONSTRAINT pk_journal_value PRIMARY KEY (id)
)
;
CREATE TABLE office_rule (
	approvals_signed_in BIGINT NOT NULL,
	id TEXT COLLATE "C" NOT NULL,
	version BIGINT NOT NULL,
	CONSTRAINT pk_office_rule PRIMARY KEY (id),
	CONSTRAINT ck_office_rule_approvals_signed_in_yes_no CHECK (approvals_signed_in IN (0, 1))
)
;
CREATE TABLE organisation (
	name TEXT COLLATE "C" NOT NULL,
	name_latin TEXT COLLATE "C" NOT NULL,
	search_key TEXT COLLATE "C" NOT NULL,
	sort_key TEXT COLLATE "C" NOT NULL,
	country TEXT COLLATE "C" NOT NULL,
	city TEXT COLLATE "C" NOT NULL,
	address TEXT COLLATE "C",
	legal_form TEXT COLLATE "C",
	register_no TEXT COLLATE "C" NOT NULL,
	tax_no TEXT COLLATE "C",
	registered_on TEXT COLLATE "C",
	email TEXT COLLATE "C",
	phone TEXT COLLATE "C",
	representative TEXT COLLATE "C",
	id TEXT COLLATE "C" NOT NULL,
	version BIGINT NOT NULL,
	CONSTRAINT pk_organisation PRIMARY KEY (id),
	CONSTRAINT uq_organisation_country_register_no UNIQUE (country, register_no),
	CONSTRAINT ck_organisation_country_known CHECK (country IN ('RS', 'AL', 'BA', 'MK', 'ME', 'XK'))
)
;
CREATE TABLE person (
	name TEXT COLLATE "C" NOT NULL,
	search_key TEXT COLLATE "C" NOT NULL,
	sort_key TEXT COLLATE "C" NOT NULL,
	email TEXT COLLATE "C",
	organisation_name TEXT COLLATE "C",
	active BIGINT NOT NULL,
	id TEXT COLLATE "C" NOT NULL,
	version BIGINT NOT NULL,
	CONSTRAINT pk_person PRIMARY KEY (id),
	CONSTRAINT uq_person_search_key UNIQUE (search_key),
	CONSTRAINT ck_person_active_yes_no CHECK (active IN (0, 1))
)
;
CREATE TABLE person_secret (
	person_id TEXT COLLATE "C" NOT NULL,
	derived TEXT COLLATE "C" NOT NULL,
	recovery TEXT COLLATE "C",
	CONSTRAINT pk_person_secret PRIMARY KEY (person_id)
)
;
CREATE TABLE programme (
	code TEXT COLLATE "C" NOT NULL,
	title_en TEXT COLLATE "C" NOT NULL,
	title_sr TEXT COLLATE "C" NOT NULL,
	donor TEXT COLLATE "C" NOT NULL,
	lead_name TEXT COLLATE "C" NOT NULL,
	starts_on TEXT COLLATE "C" NOT NULL,
	ends_on TEXT COLLATE "C" NOT NULL,
	budget_minor BIGINT NOT NULL,
	currency TEXT COLLATE "C" NOT NULL,
	third_party_ceiling_minor BIGINT NOT NULL,
	id TEXT COLLATE "C" NOT NULL,
	version BIGINT NOT NULL,
	CONSTRAINT pk_programme PRIMARY KEY (id),
	CONSTRAINT uq_programme_code UNIQUE (code),
	CONSTRAINT ck_programme_budget_minor_positive CHECK (budget_minor > 0)
)
;
CREATE TABLE reference_rate (
	valid_from TEXT COLLATE "C" NOT NULL,
	percent TEXT COLLATE "C" NOT NULL,
	source TEXT COLLATE "C" NOT NULL,
	id TEXT COLLATE "C" NOT NULL,
	version BIGINT NOT NULL,
	CONSTRAINT pk_reference_rate PRIMARY KEY (id),
	CONSTRAINT uq_reference_rate_valid_from UNIQUE (valid_from)
)
;
CREATE TABLE rule_set (
	kind TEXT COLLATE "C" NOT NULL,
	code TEXT COLLATE "C" NOT NULL,
	edition TEXT COLLATE "C" NOT NULL,
	source TEXT COLLATE "C" NOT NULL,
	verified BIGINT NOT NULL,
	body TEXT COLLATE "C" NOT NULL,
	fingerprint TEXT COLLATE "C" NOT NULL,
	id TEXT COLLATE "C" NOT NULL,
	version BIGINT NOT NULL,
	CONSTRAINT pk_rule_set PRIMARY KEY (id),
	CONSTRAINT uq_rule_set_kind_code_edition UNIQUE (kind, code, edition),
	CONSTRAINT ck_rule_set_kind_known CHECK (kind IN ('grant_rules', 'standards_pack', 'grid')),
	CONSTRAINT ck_rule_set_verified_yes_no CHECK (verified IN (0, 1))
)
;
CREATE TABLE signing_key (
	public_key TEXT COLLATE "C" NOT NULL,
	made_at TEXT COLLATE "C" NOT NULL,
	id TEXT COLLATE "C" NOT NULL,
	version BIGINT NOT NULL,
	CONSTRAINT pk_signing_key PRIMARY KEY (id),
	CONSTRAINT uq_signing_key_public_key UNIQUE (public_key)
)
;
CREATE TABLE store (
	id TEXT COLLATE "C" NOT NULL,
	made_at TEXT COLLATE "C" NOT NULL,
	CONSTRAINT pk_store PRIMARY KEY (id)
)
;
CREATE TABLE store_mark (
	name TEXT COLLATE "C" NOT NULL,
	value TEXT COLLATE "C" NOT NULL,
	CONSTRAINT pk_store_mark PRIMARY KEY (name)
)
;
CREATE TABLE undone_operation (
	entry BIGINT NOT NULL,
	id TEXT COLLATE "C" NOT NULL,
	version BIGINT NOT NULL,
	CONSTRAINT pk_undone_operation PRIMARY KEY (id),
	CONSTRAINT uq_undone_operation_entry UNIQUE (entry),
	CONSTRAINT ck_undone_operation_entry_positive CHECK (entry > 0)
)
;
CREATE TABLE bank_account (
	organisation_id TEXT COLLATE "C" NOT NULL,
	iban TEXT COLLATE "C" NOT NULL,
	holder TEXT COLLATE "C" NOT NULL,
	id TEXT COLLATE "C" NOT NULL,
	version BIGINT NOT NULL,
	CONSTRAINT pk_bank_account PRIMARY KEY (id),
	CONSTRAINT uq_bank_account_iban UNIQUE (iban),
	CONSTRAINT fk_bank_account_organisation_id FOREIGN KEY(organisation_id) REFERENCES organisation (id)
)
;
CREATE INDEX ix_bank_account_organisation_id ON bank_account (organisation_id)
;
CREATE TABLE call (
	programme_id TEXT COLLATE "C" NOT NULL,
	number TEXT COLLATE "C" NOT NULL,
	title_en TEXT COLLATE "C" NOT NULL,
	title_sr TEXT COLLATE "C" NOT NULL,
	state TEXT COLLATE "C" NOT NULL,
	deadline_at TEXT COLLATE "C" NOT NULL,
	deadline_zone TEXT COLLATE "C" NOT NULL,
	envelope_minor BIGINT NOT NULL,
	min_amount_minor BIGINT NOT NULL,
	max_amount_minor BIGINT NOT NULL,
	currency TEXT COLLATE "C" NOT NULL,
	terms TEXT COLLATE "C" NOT NULL,
	fingerprint TEXT COLLATE "C" NOT NULL,
	published_at TEXT COLLATE "C",
	id TEXT COLLATE "C" NOT NULL,
	version BIGINT NOT NULL,
	CONSTRAINT pk_call PRIMARY KEY (id),
	CONSTRAINT uq_call_number UNIQUE (number),
	CONSTRAINT ck_call_state_known CHECK (state IN ('draft', 'published', 'closed')),
	CONSTRAINT ck_call_envelope_minor_positive CHECK (envelope_minor > 0),
	CONSTRAINT ck_call_amounts_in_order CHECK (max_amount_minor >= min_amount_minor),
	CONSTRAINT fk_call_programme_id FOREIGN KEY(programme_id) REFERENCES programme (id)
)
;
CREATE INDEX ix_call_programme_id ON call (programme_id)
;
CREATE TABLE eligibility_answer (
	organisation_id TEXT COLLATE "C" NOT NULL,
	question TEXT COLLATE "C" NOT NULL,
	answer TEXT COLLATE "C" NOT NULL,
	evidence TEXT COLLATE "C",
	answered_on TEXT COLLATE "C" NOT NULL,
	id TEXT COLLATE "C" NOT NULL,
	version BIGINT NOT NULL,
	CONSTRAINT pk_eligibility_answer PRIMARY KEY (id),
	CONSTRAINT uq_eligibility_answer_organisation_id_question UNIQUE (organisation_id, question),
	CONSTRAINT ck_eligibility_answer_answer_known CHECK (answer IN ('yes', 'no')),
	CONSTRAINT fk_eligibility_answer_organisation_id FOREIGN KEY(organisation_id) REFERENCES organisation (id)
)
;
CREATE INDEX ix_eligibility_answer_organisation_id ON eligibility_answer (organisation_id)
;
CREATE TABLE journal_open (
	key TEXT COLLATE "C" NOT NULL,
	closes BIGINT NOT NULL,
	after_change BIGINT NOT NULL,
	operation TEXT COLLATE "C" NOT NULL,
	CONSTRAINT pk_journal_open PRIMARY KEY (key),
	CONSTRAINT ck_journal_open_closes_nothing CHECK (closes = -1),
	CONSTRAINT fk_journal_open_closes FOREIGN KEY(closes) REFERENCES journal_entry (number) DEFERRABLE INITIALLY DEFERRED
)
;
CREATE TABLE licensing_case (
	organisation_id TEXT COLLATE "C" NOT NULL,
	standards_pack_id TEXT COLLATE "C" NOT NULL,
	mentor_id TEXT COLLATE "C",
	number TEXT COLLATE "C" NOT NULL,
	service TEXT COLLATE "C" NOT NULL,
	country TEXT COLLATE "C" NOT NULL,
	goal TEXT COLLATE "C" NOT NULL,
	stage TEXT COLLATE "C" NOT NULL,
	opened_on TEXT COLLATE "C" NOT NULL,
	id TEXT COLLATE "C" NOT NULL,
	version BIGINT NOT NULL,
	CONSTRAINT pk_licensing_case PRIMARY KEY (id),
	CONSTRAINT uq_licensing_case_number UNIQUE (number),
	CONSTRAINT uq_licensing_case_organisation_id_service_goal UNIQUE (organisation_id, service, goal),
	CONSTRAINT ck_licensing_case_stage_known CHECK (stage IN ('interest', 'selected', 'mentor_assigned', 'gap_self_assessment', 'gap_verified', 'plan_approved', 'documents_drafted', 'gaps_closed', 'mock_review', 'filed', 'authority_review', 'licensed', 'refused', 'suspended', 'maintenance', 'revoked', 'completed', 'withdrawn')),
	CONSTRAINT ck_licensing_case_goal_known CHECK (goal IN ('licence', 'quality_framework', 'readiness')),
	CONSTRAINT fk_licensing_case_organisation_id FOREIGN KEY(organisation_id) REFERENCES organisation (id),
	CONSTRAINT fk_licensing_case_standards_pack_id FOREIGN KEY(standards_pack_id) REFERENCES rule_set (id),
	CONSTRAINT fk_licensing_case_mentor_id FOREIGN KEY(mentor_id) REFERENCES person (id)
)
;
CREATE INDEX ix_licensing_case_mentor_id ON licensing_case (mentor_id)
;
CREATE INDEX ix_licensing_case_organisation_id ON licensing_case (organisation_id)
;
CREATE INDEX ix_licensing_case_standards_pack_id ON licensing_case (standards_pack_id)
;
CREATE TABLE passphrase (
	person_id TEXT COLLATE "C" NOT NULL,
	fingerprint TEXT COLLATE "C" NOT NULL,
	set_at TEXT COLLATE "C" NOT NULL,
	set_by_id TEXT COLLATE "C" NOT NULL,
	failures BIGINT NOT NULL,
	failed_at TEXT COLLATE "C",
	signed_in_at TEXT COLLATE "C",
	recovery_fingerprint TEXT COLLATE "C",
	recovery_made_at TEXT COLLATE "C",
	id TEXT COLLATE "C" NOT NULL,
	version BIGINT NOT NULL,
	CONSTRAINT pk_passphrase PRIMARY KEY (id),
	CONSTRAINT ck_passphrase_failures_not_negative CHECK (failures >= 0),
	CONSTRAINT uq_passphrase_person_id UNIQUE (person_id),
	CONSTRAINT fk_passphrase_person_id FOREIGN KEY(person_id) REFERENCES person (id),
	CONSTRAINT fk_passphrase_set_by_id FOREIGN KEY(set_by_id) REFERENCES person (id)
)
;
CREATE INDEX ix_passphrase_set_by_id ON passphrase (set_by_id)
;
CREATE TABLE person_role (
	person_id TEXT COLLATE "C" NOT NULL,
	role TEXT COLLATE "C" NOT NULL,
	id TEXT COLLATE "C" NOT NULL,
	version BIGINT NOT NULL,
	CONSTRAINT pk_person_role PRIMARY KEY (id),
	CONSTRAINT uq_person_role_person_id_role UNIQUE (person_id, role),
	CONSTRAINT ck_person_role_role_known CHECK (role IN ('administrator', 'grants_officer', 'secretary', 'finance_officer', 'approver', 'licensing_officer', 'auditor', 'assessor')),
	CONSTRAINT fk_person_role_person_id FOREIGN KEY(person_id) REFERENCES person (id)
)
;
CREATE INDEX ix_person_role_person_id ON person_role (person_id)
;
CREATE TABLE programme_partner (
	programme_id TEXT COLLATE "C" NOT NULL,
	name TEXT COLLATE "C" NOT NULL,
	search_key TEXT COLLATE "C" NOT NULL,
	country TEXT COLLATE "C" NOT NULL,
	id TEXT COLLATE "C" NOT NULL,
	version BIGINT NOT NULL,
	CONSTRAINT pk_programme_partner PRIMARY KEY (id),
	CONSTRAINT uq_programme_partner_programme_id_search_key UNIQUE (programme_id, search_key),
	CONSTRAINT fk_programme_partner_programme_id FOREIGN KEY(programme_id) REFERENCES programme (id)
)
;
CREATE INDEX ix_programme_partner_programme_id ON programme_partner (programme_id)
;
CREATE TABLE programme_result (
	programme_id TEXT COLLATE "C" NOT NULL,
	code TEXT COLLATE "C" NOT NULL,
	position BIGINT NOT NULL,
	level TEXT COLLATE "C" NOT NULL,
	kind TEXT COLLATE "C" NOT NULL,
	title_en TEXT COLLATE "C" NOT NULL,
	title_sr TEXT COLLATE "C" NOT NULL,
	source TEXT COLLATE "C" NOT NULL,
	verified BIGINT NOT NULL,
	id TEXT COLLATE "C" NOT NULL,
	version BIGINT NOT NULL,
	CONSTRAINT pk_programme_result PRIMARY KEY (id),
	CONSTRAINT uq_programme_result_programme_id_code UNIQUE (programme_id, code),
	CONSTRAINT ck_programme_result_level_known CHECK (level IN ('outcome', 'output')),
	CONSTRAINT ck_programme_result_kind_known CHECK (kind IN ('deliverable', 'training', 'meeting', 'academy', 'placement', 'dialogue_session', 'agreement', 'caravan_event', 'campaign', 'grant', 'licensing_case')),
	CONSTRAINT ck_programme_result_verified_yes_no CHECK (verified IN (0, 1)),
	CONSTRAINT fk_programme_result_programme_id FOREIGN KEY(programme_id) REFERENCES programme (id)
)
;
CREATE INDEX ix_programme_result_programme_id ON programme_result (programme_id)
;
CREATE TABLE sanctions_check (
	organisation_id TEXT COLLATE "C" NOT NULL,
	checked_on TEXT COLLATE "C" NOT NULL,
	list_version TEXT COLLATE "C" NOT NULL,
	searched TEXT COLLATE "C" NOT NULL,
	result TEXT COLLATE "C" NOT NULL,
	person_id TEXT COLLATE "C" NOT NULL,
	id TEXT COLLATE "C" NOT NULL,
	version BIGINT NOT NULL,
	CONSTRAINT pk_sanctions_check PRIMARY KEY (id),
	CONSTRAINT ck_sanctions_check_result_known CHECK (result IN ('no_match', 'match')),
	CONSTRAINT fk_sanctions_check_organisation_id FOREIGN KEY(organisation_id) REFERENCES organisation (id),
	CONSTRAINT fk_sanctions_check_person_id FOREIGN KEY(person_id) REFERENCES person (id)
)
;
CREATE INDEX ix_sanctions_check_organisation_id ON sanctions_check (organisation_id)
;
CREATE INDEX ix_sanctions_check_person_id ON sanctions_check (person_id)
;
CREATE TABLE achievement (
	result_id TEXT COLLATE "C" NOT NULL,
	title TEXT COLLATE "C" NOT NULL,
	held_on TEXT COLLATE "C" NOT NULL,
	place TEXT COLLATE "C" NOT NULL,
	country TEXT COLLATE "C" NOT NULL,
	note TEXT COLLATE "C",
	entered_by_id TEXT COLLATE "C" NOT NULL,
	verified_by_id TEXT COLLATE "C",
	verified_on TEXT COLLATE "C",
	withdrawn_reason TEXT COLLATE "C",
	id TEXT COLLATE "C" NOT NULL,
	version BIGINT NOT NULL,
	CONSTRAINT pk_achievement PRIMARY KEY (id),
	CONSTRAINT ck_achievement_country_known CHECK (country IN ('RS', 'AL', 'BA', 'MK', 'ME', 'XK', 'regional')),
	CONSTRAINT ck_achievement_two_people CHECK (entered_by_id <> verified_by_id),
	CONSTRAINT fk_achievement_result_id FOREIGN KEY(result_id) REFERENCES programme_result (id),
	CONSTRAINT fk_achievement_entered_by_id FOREIGN KEY(entered_by_id) REFERENCES person (id),
	CONSTRAINT fk_achievement_verified_by_id FOREIGN KEY(verified_by_id) REFERENCES person (id)
)
;
CREATE INDEX ix_achievement_entered_by_id ON achievement (entered_by_id)
;
CREATE INDEX ix_achievement_result_id ON achievement (result_id)
;
CREATE INDEX ix_achievement_verified_by_id ON achievement (verified_by_id)
;
CREATE UNIQUE INDEX uq_achievement_result_id_held_on_title ON achievement (result_id, held_on, title) WHERE withdrawn_reason IS NULL
;
CREATE TABLE call_corrigendum (
	call_id TEXT COLLATE "C" NOT NULL,
	number BIGINT NOT NULL,
	published_on TEXT COLLATE "C" NOT NULL,
	text_sr TEXT COLLATE "C" NOT NULL,
	text_en TEXT COLLATE "C" NOT NULL,
	deadline_before TEXT COLLATE "C",
	deadline_after TEXT COLLATE "C",
	document_id TEXT COLLATE "C",
	id TEXT COLLATE "C" NOT NULL,
	version BIGINT NOT NULL,
	CONSTRAINT pk_call_corrigendum PRIMARY KEY (id),
	CONSTRAINT uq_call_corrigendum_call_id_number UNIQUE (call_id, number),
	CONSTRAINT ck_call_corrigendum_number_positive CHECK (number > 0),
	CONSTRAINT fk_call_corrigendum_call_id FOREIGN KEY(call_id) REFERENCES call (id),
	CONSTRAINT fk_call_corrigendum_document_id FOREIGN KEY(document_id) REFERENCES document (id)
)
;
CREATE INDEX ix_call_corrigendum_call_id ON call_corrigendum (call_id)
;
CREATE INDEX ix_call_corrigendum_document_id ON call_corrigendum (document_id)
;
CREATE TABLE call_question (
	call_id TEXT COLLATE "C" NOT NULL,
	number BIGINT NOT NULL,
	received_on TEXT COLLATE "C" NOT NULL,
	asked_by TEXT COLLATE "C",
	question_sr TEXT COLLATE "C",
	question_en TEXT COLLATE "C",
	answer_sr TEXT COLLATE "C",
	answer_en TEXT COLLATE "C",
	answered_on TEXT COLLATE "C",
	answered_by_id TEXT COLLATE "C",
	published_on TEXT COLLATE "C",
	id TEXT COLLATE "C" NOT NULL,
	version BIGINT NOT NULL,
	CONSTRAINT pk_call_question PRIMARY KEY (id),
	CONSTRAINT uq_call_question_call_id_number UNIQUE (call_id, number),
	CONSTRAINT ck_call_question_number_positive CHECK (number > 0),
	CONSTRAINT fk_call_question_call_id FOREIGN KEY(call_id) REFERENCES call (id),
	CONSTRAINT fk_call_question_answered_by_id FOREIGN KEY(answered_by_id) REFERENCES person (id)
)
;
CREATE INDEX ix_call_question_answered_by_id ON call_question (answered_by_id)
;
CREATE INDEX ix_call_question_call_id ON call_question (call_id)
;
CREATE TABLE case_decision (
	case_id TEXT COLLATE "C" NOT NULL,
	kind TEXT COLLATE "C" NOT NULL,
	number TEXT COLLATE "C" NOT NULL,
	decided_on TEXT COLLATE "C" NOT NULL,
	reason TEXT COLLATE "C" NOT NULL,
	remedy_on TEXT COLLATE "C",
	document_id TEXT COLLATE "C" NOT NULL,
	id TEXT COLLATE "C" NOT NULL,
	version BIGINT NOT NULL,
	CONSTRAINT pk_case_decision PRIMARY KEY (id),
	CONSTRAINT uq_case_decision_case_id_number UNIQUE (case_id, number),
	CONSTRAINT ck_case_decision_kind_known CHECK (kind IN ('refused', 'suspended', 'lifted', 'revoked')),
	CONSTRAINT ck_case_decision_remedy_after_decision CHECK (remedy_on IS NULL OR remedy_on > decided_on),
	CONSTRAINT fk_case_decision_case_id FOREIGN KEY(case_id) REFERENCES licensing_case (id),
	CONSTRAINT fk_case_decision_document_id FOREIGN KEY(document_id) REFERENCES document (id)
)
;
CREATE INDEX ix_case_decision_case_id ON case_decision (case_id)
;
CREATE INDEX ix_case_decision_document_id ON case_decision (document_id)
;
CREATE TABLE case_filing (
	case_id TEXT COLLATE "C" NOT NULL,
	kind TEXT COLLATE "C" NOT NULL,
	number TEXT COLLATE "C" NOT NULL,
	filed_on TEXT COLLATE "C" NOT NULL,
	document_id TEXT COLLATE "C" NOT NULL,
	despite TEXT COLLATE "C",
	id TEXT COLLATE "C" NOT NULL,
	version BIGINT NOT NULL,
	CONSTRAINT pk_case_filing PRIMARY KEY (id),
	CONSTRAINT uq_case_filing_case_id_number UNIQUE (case_id, number),
	CONSTRAINT ck_case_filing_kind_known CHECK (kind IN ('first', 'again', 'renewal')),
	CONSTRAINT fk_case_filing_case_id FOREIGN KEY(case_id) REFERENCES licensing_case (id),
	CONSTRAINT fk_case_filing_document_id FOREIGN KEY(document_id) REFERENCES document (id)
)
;
CREATE INDEX ix_case_filing_case_id ON case_filing (case_id)
;
CREATE INDEX ix_case_filing_document_id ON case_filing (document_id)
;
CREATE TABLE case_plan (
	case_id TEXT COLLATE "C" NOT NULL,
	revision BIGINT NOT NULL,
	approved_on TEXT COLLATE "C" NOT NULL,
	approved_by TEXT COLLATE "C" NOT NULL,
	document_id TEXT COLLATE "C" NOT NULL,
	id TEXT COLLATE "C" NOT NULL,
	version BIGINT NOT NULL,
	CONSTRAINT pk_case_plan PRIMARY KEY (id),
	CONSTRAINT uq_case_plan_case_id_revision UNIQUE (case_id, revision),
	CONSTRAINT fk_case_plan_case_id FOREIGN KEY(case_id) REFERENCES licensing_case (id),
	CONSTRAINT fk_case_plan_document_id FOREIGN KEY(document_id) REFERENCES document (id)
)
;
CREATE INDEX ix_case_plan_case_id ON case_plan (case_id)
;
CREATE INDEX ix_case_plan_document_id ON case_plan (document_id)
;
CREATE TABLE case_request (
	case_id TEXT COLLATE "C" NOT NULL,
	requested_on TEXT COLLATE "C" NOT NULL,
	request TEXT COLLATE "C" NOT NULL,
	due_on TEXT COLLATE "C" NOT NULL,
	answered_on TEXT COLLATE "C",
	answer TEXT COLLATE "C",
	document_id TEXT COLLATE "C",
	id TEXT COLLATE "C" NOT NULL,
	version BIGINT NOT NULL,
	CONSTRAINT pk_case_request PRIMARY KEY (id),
	CONSTRAINT ck_case_request_answer_with_its_day CHECK ((answered_on IS NULL) = (answer IS NULL)),
	CONSTRAINT fk_case_request_case_id FOREIGN KEY(case_id) REFERENCES licensing_case (id),
	CONSTRAINT fk_case_request_document_id FOREIGN KEY(document_id) REFERENCES document (id)
)
;
CREATE INDEX ix_case_request_case_id ON case_request (case_id)
;
CREATE INDEX ix_case_request_document_id ON case_request (document_id)
;
CREATE TABLE case_step (
	case_id TEXT COLLATE "C" NOT NULL,
	position BIGINT NOT NULL,
	stage TEXT COLLATE "C" NOT NULL,
	reached_on TEXT COLLATE "C" NOT NULL,
	note TEXT COLLATE "C",
	document_id TEXT COLLATE "C",
	id TEXT COLLATE "C" NOT NULL,
	version BIGINT NOT NULL,
	CONSTRAINT pk_case_step PRIMARY KEY (id),
	CONSTRAINT uq_case_step_case_id_position UNIQUE (case_id, position),
	CONSTRAINT ck_case_step_stage_known CHECK (stage IN ('interest', 'selected', 'mentor_assigned', 'gap_self_assessment', 'gap_verified', 'plan_approved', 'documents_drafted', 'gaps_closed', 'mock_review', 'filed', 'authority_review', 'licensed', 'refused', 'suspended', 'maintenance', 'revoked', 'completed', 'withdrawn')),
	CONSTRAINT fk_case_step_case_id FOREIGN KEY(case_id) REFERENCES licensing_case (id),
	CONSTRAINT fk_case_step_document_id FOREIGN KEY(document_id) REFERENCES document (id)
)
;
CREATE INDEX ix_case_step_case_id ON case_step (case_id)
;
CREATE INDEX ix_case_step_document_id ON case_step (document_id)
;
CREATE TABLE case_visit (
	case_id TEXT COLLATE "C" NOT NULL,
	kind TEXT COLLATE "C" NOT NULL,
	visited_on TEXT COLLATE "C" NOT NULL,
	visitor TEXT COLLATE "C" NOT NULL,
	finding TEXT COLLATE "C" NOT NULL,
	next_step TEXT COLLATE "C",
	verdict TEXT COLLATE "C",
	document_id TEXT COLLATE "C",
	id TEXT COLLATE "C" NOT NULL,
	version BIGINT NOT NULL,
	CONSTRAINT pk_case_visit PRIMARY KEY (id),
	CONSTRAINT ck_case_visit_kind_known CHECK (kind IN ('mentor', 'mock_review', 'authority')),
	CONSTRAINT ck_case_visit_verdict_of_mock_review CHECK ((kind = 'mock_review') = (verdict IS NOT NULL)),
	CONSTRAINT ck_case_visit_verdict_known CHECK (verdict IS NULL OR verdict IN ('ready', 'not_ready')),
	CONSTRAINT fk_case_visit_case_id FOREIGN KEY(case_id) REFERENCES licensing_case (id),
	CONSTRAINT fk_case_visit_document_id FOREIGN KEY(document_id) REFERENCES document (id)
)
;
CREATE INDEX ix_case_visit_case_id ON case_visit (case_id)
;
CREATE INDEX ix_case_visit_document_id ON case_visit (document_id)
;
CREATE TABLE committee_meeting (
	call_id TEXT COLLATE "C" NOT NULL,
	number BIGINT NOT NULL,
	held_on TEXT COLLATE "C" NOT NULL,
	place TEXT COLLATE "C",
	opened_at TEXT COLLATE "C" NOT NULL,
	closed_at TEXT COLLATE "C",
	id TEXT COLLATE "C" NOT NULL,
	version BIGINT NOT NULL,
	CONSTRAINT pk_committee_meeting PRIMARY KEY (id),
	CONSTRAINT uq_committee_meeting_call_id_number UNIQUE (call_id, number),
	CONSTRAINT ck_committee_meeting_number_positive CHECK (number > 0),
	CONSTRAINT fk_committee_meeting_call_id FOREIGN KEY(call_id) REFERENCES call (id)
)
;
CREATE INDEX ix_committee_meeting_call_id ON committee_meeting (call_id)
;
CREATE TABLE committee_member (
	call_id TEXT COLLATE "C" NOT NULL,
	person_id TEXT COLLATE "C" NOT NULL,
	code TEXT COLLATE "C" NOT NULL,
	role TEXT COLLATE "C" NOT NULL,
	country TEXT COLLATE "C",
	declared_on TEXT COLLATE "C",
	id TEXT COLLATE "C" NOT NULL,
	version BIGINT NOT NULL,
	CONSTRAINT pk_committee_member PRIMARY KEY (id),
	CONSTRAINT uq_committee_member_call_id_person_id UNIQUE (call_id, person_id),
	CONSTRAINT uq_committee_member_call_id_code UNIQUE (call_id, code),
	CONSTRAINT ck_committee_member_role_known CHECK (role IN ('chair', 'secretary', 'voting', 'assessor', 'observer')),
	CONSTRAINT fk_committee_member_call_id FOREIGN KEY(call_id) REFERENCES call (id),
	CONSTRAINT fk_committee_member_person_id FOREIGN KEY(person_id) REFERENCES person (id)
)
;
CREATE INDEX ix_committee_member_call_id ON committee_member (call_id)
;
CREATE INDEX ix_committee_member_person_id ON committee_member (person_id)
;
CREATE TABLE gap_item (
	case_id TEXT COLLATE "C" NOT NULL,
	code TEXT COLLATE "C" NOT NULL,
	position BIGINT NOT NULL,
	criticality TEXT COLLATE "C" NOT NULL,
	self_state TEXT COLLATE "C" NOT NULL,
	self_note TEXT COLLATE "C",
	evidence TEXT COLLATE "C",
	verified_state TEXT COLLATE "C" NOT NULL,
	finding TEXT COLLATE "C",
	action TEXT COLLATE "C",
	responsible TEXT COLLATE "C",
	due_on TEXT COLLATE "C",
	cost_minor BIGINT,
	done_on TEXT COLLATE "C",
	reopened_reason TEXT COLLATE "C",
	id TEXT COLLATE "C" NOT NULL,
	version BIGINT NOT NULL,
	CONSTRAINT pk_gap_item PRIMARY KEY (id),
	CONSTRAINT uq_gap_item_case_id_code UNIQUE (case_id, code),
	CONSTRAINT ck_gap_item_self_state_known CHECK (self_state IN ('met', 'partly', 'not_met', 'not_applicable', 'not_assessed')),
	CONSTRAINT ck_gap_item_verified_state_known CHECK (verified_state IN ('met', 'partly', 'not_met', 'not_applicable', 'not_assessed')),
	CONSTRAINT ck_gap_item_criticality_known CHECK (criticality IN ('blocking', 'major', 'minor')),
	CONSTRAINT fk_gap_item_case_id FOREIGN KEY(case_id) REFERENCES licensing_case (id)
)
;
CREATE INDEX ix_gap_item_case_id ON gap_item (case_id)
;
CREATE TABLE licence (
	case_id TEXT COLLATE "C" NOT NULL,
	country TEXT COLLATE "C" NOT NULL,
	number TEXT COLLATE "C" NOT NULL,
	authority TEXT COLLATE "C" NOT NULL,
	issued_on TEXT COLLATE "C" NOT NULL,
	valid_from TEXT COLLATE "C" NOT NULL,
	valid_to TEXT COLLATE "C",
	limited BIGINT NOT NULL,
	document_id TEXT COLLATE "C" NOT NULL,
	id TEXT COLLATE "C" NOT NULL,
	version BIGINT NOT NULL,
	CONSTRAINT pk_licence PRIMARY KEY (id),
	CONSTRAINT uq_licence_country_number UNIQUE (country, number),
	CONSTRAINT ck_licence_limited_yes_no CHECK (limited IN (0, 1)),
	CONSTRAINT ck_licence_validity_in_order CHECK (valid_to IS NULL OR valid_to > valid_from),
	CONSTRAINT fk_licence_case_id FOREIGN KEY(case_id) REFERENCES licensing_case (id),
	CONSTRAINT fk_licence_document_id FOREIGN KEY(document_id) REFERENCES document (id)
)
;
CREATE INDEX ix_licence_case_id ON licence (case_id)
;
CREATE INDEX ix_licence_document_id ON licence (document_id)
;
CREATE TABLE ranking (
	call_id TEXT COLLATE "C" NOT NULL,
	lot TEXT COLLATE "C",
	number BIGINT NOT NULL,
	preliminary BIGINT NOT NULL,
	grid_json TEXT COLLATE "C" NOT NULL,
	scores_csv TEXT COLLATE "C" NOT NULL,
	ranking_csv TEXT COLLATE "C" NOT NULL,
	made_at TEXT COLLATE "C" NOT NULL,
	id TEXT COLLATE "C" NOT NULL,
	version BIGINT NOT NULL,
	CONSTRAINT pk_ranking PRIMARY KEY (id),
	CONSTRAINT uq_ranking_call_id_number UNIQUE (call_id, number),
	CONSTRAINT ck_ranking_preliminary_yes_no CHECK (preliminary IN (0, 1)),
	CONSTRAINT fk_ranking_call_id FOREIGN KEY(call_id) REFERENCES call (id)
)
;
CREATE INDEX ix_ranking_call_id ON ranking (call_id)
;
CREATE TABLE result_target (
	result_id TEXT COLLATE "C" NOT NULL,
	code TEXT COLLATE "C" NOT NULL,
	position BIGINT NOT NULL,
	title_en TEXT COLLATE "C" NOT NULL,
	title_sr TEXT COLLATE "C" NOT NULL,
	definition_en TEXT COLLATE "C" NOT NULL,
	definition_sr TEXT COLLATE "C" NOT NULL,
	means_en TEXT COLLATE "C" NOT NULL,
	means_sr TEXT COLLATE "C" NOT NULL,
	unit TEXT COLLATE "C" NOT NULL,
	measure TEXT COLLATE "C" NOT NULL,
	aggregation TEXT COLLATE "C" NOT NULL,
	dimensions TEXT COLLATE "C" NOT NULL,
	baseline BIGINT NOT NULL,
	baseline_year BIGINT NOT NULL,
	target BIGINT NOT NULL,
	id TEXT COLLATE "C" NOT NULL,
	version BIGINT NOT NULL,
	CONSTRAINT pk_result_target PRIMARY KEY (id),
	CONSTRAINT uq_result_target_result_id_code UNIQUE (result_id, code),
	CONSTRAINT ck_result_target_unit_known CHECK (unit IN ('documents', 'events', 'countries', 'organisations', 'participations', 'persons', 'contacts')),
	CONSTRAINT ck_result_target_measure_known CHECK (measure IN ('records', 'countries', 'participants', 'persons', 'organisations', 'reach', 'grants', 'cases')),
	CONSTRAINT ck_result_target_aggregation_known CHECK (aggregation IN ('sum', 'max', 'latest', 'unique')),
	CONSTRAINT ck_result_target_baseline_not_negative CHECK (baseline >= 0),
	CONSTRAINT ck_result_target_target_positive CHECK (target > 0),
	CONSTRAINT fk_result_target_result_id FOREIGN KEY(result_id) REFERENCES programme_result (id)
)
;
CREATE INDEX ix_result_target_result_id ON result_target (result_id)
;
CREATE TABLE self_evaluation (
	case_id TEXT COLLATE "C" NOT NULL,
	year BIGINT NOT NULL,
	framework TEXT COLLATE "C" NOT NULL,
	evaluated_on TEXT COLLATE "C" NOT NULL,
	evaluated_by TEXT COLLATE "C" NOT NULL,
	users_asked BIGINT NOT NULL,
	users_satisfied BIGINT NOT NULL,
	document_id TEXT COLLATE "C",
	id TEXT COLLATE "C" NOT NULL,
	version BIGINT NOT NULL,
	CONSTRAINT pk_self_evaluation PRIMARY KEY (id),
	CONSTRAINT uq_self_evaluation_case_id_year UNIQUE (case_id, year),
	CONSTRAINT ck_self_evaluation_users_asked_not_negative CHECK (users_asked >= 0),
	CONSTRAINT ck_self_evaluation_satisfied_among_asked CHECK (users_satisfied >= 0 AND users_satisfied <= users_asked),
	CONSTRAINT fk_self_evaluation_case_id FOREIGN KEY(case_id) REFERENCES licensing_case (id),
	CONSTRAINT fk_self_evaluation_document_id FOREIGN KEY(document_id) REFERENCES document (id)
)
;
CREATE INDEX ix_self_evaluation_case_id ON self_evaluation (case_id)
;
CREATE INDEX ix_self_evaluation_document_id ON self_evaluation (document_id)
;
CREATE TABLE staff_licence (
	case_id TEXT COLLATE "C" NOT NULL,
	name TEXT COLLATE "C" NOT NULL,
	kind TEXT COLLATE "C" NOT NULL,
	number TEXT COLLATE "C" NOT NULL,
	issued_on TEXT COLLATE "C" NOT NULL,
	valid_to TEXT COLLATE "C",
	document_id TEXT COLLATE "C",
	left_on TEXT COLLATE "C",
	id TEXT COLLATE "C" NOT NULL,
	version BIGINT NOT NULL,
	CONSTRAINT pk_staff_licence PRIMARY KEY (id),
	CONSTRAINT uq_staff_licence_case_id_number UNIQUE (case_id, number),
	CONSTRAINT ck_staff_licence_kind_known CHECK (kind IN ('basic', 'specialised', 'supervisory', 'legal', 'other')),
	CONSTRAINT ck_staff_licence_validity_in_order CHECK (valid_to IS NULL OR valid_to > issued_on),
	CONSTRAINT ck_staff_licence_left_after_issue CHECK (left_on IS NULL OR left_on >= issued_on),
	CONSTRAINT fk_staff_licence_case_id FOREIGN KEY(case_id) REFERENCES licensing_case (id),
	CONSTRAINT fk_staff_licence_document_id FOREIGN KEY(document_id) REFERENCES document (id)
)
;
CREATE INDEX ix_staff_licence_case_id ON staff_licence (case_id)
;
CREATE INDEX ix_staff_licence_document_id ON staff_licence (document_id)
;
CREATE TABLE achievement_count (
	achievement_id TEXT COLLATE "C" NOT NULL,
	measure TEXT COLLATE "C" NOT NULL,
	dimension TEXT COLLATE "C" NOT NULL,
	category TEXT COLLATE "C" NOT NULL,
	value BIGINT NOT NULL,
	id TEXT COLLATE "C" NOT NULL,
	version BIGINT NOT NULL,
	CONSTRAINT pk_achievement_count PRIMARY KEY (id),
	CONSTRAINT uq_achievement_count_achievement_id_measure_dimension_category UNIQUE (achievement_id, measure, dimension, category),
	CONSTRAINT ck_achievement_count_measure_known CHECK (measure IN ('participants', 'persons', 'organisations', 'reach')),
	CONSTRAINT ck_achievement_count_dimension_known CHECK (dimension IN ('total', 'sex', 'age', 'country', 'institution')),
	CONSTRAINT ck_achievement_count_value_not_negative CHECK (value >= 0),
	CONSTRAINT fk_achievement_count_achievement_id FOREIGN KEY(achievement_id) REFERENCES achievement (id)
)
;
CREATE INDEX ix_achievement_count_achievement_id ON achievement_count (achievement_id)
;
CREATE TABLE application (
	call_id TEXT COLLATE "C" NOT NULL,
	organisation_id TEXT COLLATE "C" NOT NULL,
	number TEXT COLLATE "C" NOT NULL,
	lot TEXT COLLATE "C",
	title TEXT COLLATE "C" NOT NULL,
	search_key TEXT COLLATE "C" NOT NULL,
	country TEXT COLLATE "C" NOT NULL,
	requested_minor BIGINT NOT NULL,
	total_minor BIGINT NOT NULL,
	currency TEXT COLLATE "C" NOT NULL,
	duration_months BIGINT NOT NULL,
	language TEXT COLLATE "C" NOT NULL,
	answers TEXT COLLATE "C" NOT NULL,
	received_at TEXT COLLATE "C" NOT NULL,
	medium TEXT COLLATE "C" NOT NULL,
	on_time BIGINT NOT NULL,
	state TEXT COLLATE "C" NOT NULL,
	reason TEXT COLLATE "C",
	closed_from TEXT COLLATE "C",
	duplicate_of_id TEXT COLLATE "C",
	revision BIGINT NOT NULL,
	fingerprint TEXT COLLATE "C" NOT NULL,
	third_assessor_id TEXT COLLATE "C",
	id TEXT COLLATE "C" NOT NULL,
	version BIGINT NOT NULL,
	CONSTRAINT pk_application PRIMARY KEY (id),
	CONSTRAINT uq_application_call_id_number UNIQUE (call_id, number),
	CONSTRAINT ck_application_state_known CHECK (state IN ('received', 'checking', 'admitted', 'dismissed', 'assessed', 'selected', 'reserve', 'rejected', 'awarded', 'withdrawn')),
	CONSTRAINT ck_application_medium_known CHECK (medium IN ('excel_form', 'paper')),
	CONSTRAINT ck_application_on_time_yes_no CHECK (on_time IN (0, 1)),
	CONSTRAINT ck_application_revision_positive CHECK (revision > 0),
	CONSTRAINT ck_application_requested_minor_not_negative CHECK (requested_minor >= 0),
	CONSTRAINT fk_application_call_id FOREIGN KEY(call_id) REFERENCES call (id),
	CONSTRAINT fk_application_organisation_id FOREIGN KEY(organisation_id) REFERENCES organisation (id),
	CONSTRAINT fk_application_duplicate_of_id FOREIGN KEY(duplicate_of_id) REFERENCES application (id),
	CONSTRAINT fk_application_third_assessor_id FOREIGN KEY(third_assessor_id) REFERENCES committee_member (id)
)
;
CREATE INDEX ix_application_call_id ON application (call_id)
;
CREATE INDEX ix_application_duplicate_of_id ON application (duplicate_of_id)
;
CREATE INDEX ix_application_organisation_id ON application (organisation_id)
;
CREATE INDEX ix_application_third_assessor_id ON application (third_assessor_id)
;
CREATE TABLE committee_member_key (
	member_id TEXT COLLATE "C" NOT NULL,
	public_key TEXT COLLATE "C" NOT NULL,
	confirmed_on TEXT COLLATE "C" NOT NULL,
	confirmed_by_id TEXT COLLATE "C" NOT NULL,
	note TEXT COLLATE "C" NOT NULL,
	id TEXT COLLATE "C" NOT NULL,
	version BIGINT NOT NULL,
	CONSTRAINT pk_committee_member_key PRIMARY KEY (id),
	CONSTRAINT uq_committee_member_key_member_id_public_key UNIQUE (member_id, public_key),
	CONSTRAINT fk_committee_member_key_member_id FOREIGN KEY(member_id) REFERENCES committee_member (id),
	CONSTRAINT fk_committee_member_key_confirmed_by_id FOREIGN KEY(confirmed_by_id) REFERENCES person (id)
)
;
CREATE INDEX ix_committee_member_key_confirmed_by_id ON committee_member_key (confirmed_by_id)
;
CREATE INDEX ix_committee_member_key_member_id ON committee_member_key (member_id)
;
CREATE TABLE committee_presence (
	meeting_id TEXT COLLATE "C" NOT NULL,
	member_id TEXT COLLATE "C" NOT NULL,
	id TEXT COLLATE "C" NOT NULL,
	version BIGINT NOT NULL,
	CONSTRAINT pk_committee_presence PRIMARY KEY (id),
	CONSTRAINT uq_committee_presence_meeting_id_member_id UNIQUE (meeting_id, member_id),
	CONSTRAINT fk_committee_presence_meeting_id FOREIGN KEY(meeting_id) REFERENCES committee_meeting (id),
	CONSTRAINT fk_committee_presence_member_id FOREIGN KEY(member_id) REFERENCES committee_member (id)
)
;
CREATE INDEX ix_committee_presence_meeting_id ON committee_presence (meeting_id)
;
CREATE INDEX ix_committee_presence_member_id ON committee_presence (member_id)
;
CREATE TABLE improvement_action (
	evaluation_id TEXT COLLATE "C" NOT NULL,
	position BIGINT NOT NULL,
	action TEXT COLLATE "C" NOT NULL,
	responsible TEXT COLLATE "C" NOT NULL,
	due_on TEXT COLLATE "C" NOT NULL,
	done_on TEXT COLLATE "C",
	reopened_reason TEXT COLLATE "C",
	id TEXT COLLATE "C" NOT NULL,
	version BIGINT NOT NULL,
	CONSTRAINT pk_improvement_action PRIMARY KEY (id),
	CONSTRAINT uq_improvement_action_evaluation_id_position UNIQUE (evaluation_id, position),
	CONSTRAINT fk_improvement_action_evaluation_id FOREIGN KEY(evaluation_id) REFERENCES self_evaluation (id)
)
;
CREATE INDEX ix_improvement_action_evaluation_id ON improvement_action (evaluation_id)
;
CREATE TABLE scoring_package (
	call_id TEXT COLLATE "C" NOT NULL,
	member_id TEXT COLLATE "C" NOT NULL,
	number TEXT COLLATE "C" NOT NULL,
	manifest TEXT COLLATE "C" NOT NULL,
	fingerprint TEXT COLLATE "C" NOT NULL,
	made_at TEXT COLLATE "C" NOT NULL,
	id TEXT COLLATE "C" NOT NULL,
	version BIGINT NOT NULL,
	CONSTRAINT pk_scoring_package PRIMARY KEY (id),
	CONSTRAINT uq_scoring_package_call_id_number UNIQUE (call_id, number),
	CONSTRAINT fk_scoring_package_call_id FOREIGN KEY(call_id) REFERENCES call (id),
	CONSTRAINT fk_scoring_package_member_id FOREIGN KEY(member_id) REFERENCES committee_member (id)
)
;
CREATE INDEX ix_scoring_package_call_id ON scoring_package (call_id)
;
CREATE INDEX ix_scoring_package_member_id ON scoring_package (member_id)
;
CREATE TABLE self_evaluation_score (
	evaluation_id TEXT COLLATE "C" NOT NULL,
	code TEXT COLLATE "C" NOT NULL,
	score BIGINT NOT NULL,
	evidence TEXT COLLATE "C",
	id TEXT COLLATE "C" NOT NULL,
	version BIGINT NOT NULL,
	CONSTRAINT pk_self_evaluation_score PRIMARY KEY (id),
	CONSTRAINT uq_self_evaluation_score_evaluation_id_code UNIQUE (evaluation_id, code),
	CONSTRAINT ck_self_evaluation_score_score_in_scale CHECK (score BETWEEN 0 AND 3),
	CONSTRAINT fk_self_evaluation_score_evaluation_id FOREIGN KEY(evaluation_id) REFERENCES self_evaluation (id)
)
;
CREATE INDEX ix_self_evaluation_score_evaluation_id ON self_evaluation_score (evaluation_id)
;
CREATE TABLE application_budget_line (
	application_id TEXT COLLATE "C" NOT NULL,
	position BIGINT NOT NULL,
	heading TEXT COLLATE "C" NOT NULL,
	code TEXT COLLATE "C" NOT NULL,
	description TEXT COLLATE "C" NOT NULL,
	unit TEXT COLLATE "C" NOT NULL,
	units_milli BIGINT NOT NULL,
	unit_value_minor BIGINT NOT NULL,
	amount_minor BIGINT NOT NULL,
	id TEXT COLLATE "C" NOT NULL,
	version BIGINT NOT NULL,
	CONSTRAINT pk_application_budget_line PRIMARY KEY (id),
	CONSTRAINT uq_application_budget_line_application_id_position UNIQUE (application_id, position),
	CONSTRAINT fk_application_budget_line_application_id FOREIGN KEY(application_id) REFERENCES application (id)
)
;
CREATE INDEX ix_application_budget_line_application_id ON application_budget_line (application_id)
;
CREATE TABLE application_check (
	application_id TEXT COLLATE "C" NOT NULL,
	question TEXT COLLATE "C" NOT NULL,
	person_id TEXT COLLATE "C" NOT NULL,
	answer TEXT COLLATE "C" NOT NULL,
	automatic BIGINT NOT NULL,
	remark TEXT COLLATE "C",
	answered_at TEXT COLLATE "C" NOT NULL,
	id TEXT COLLATE "C" NOT NULL,
	version BIGINT NOT NULL,
	CONSTRAINT pk_application_check PRIMARY KEY (id),
	CONSTRAINT uq_application_check_application_id_question_person_id UNIQUE (application_id, question, person_id),
	CONSTRAINT ck_application_check_answer_known CHECK (answer IN ('yes', 'no', 'not_applicable')),
	CONSTRAINT fk_application_check_application_id FOREIGN KEY(application_id) REFERENCES application (id),
	CONSTRAINT fk_application_check_person_id FOREIGN KEY(person_id) REFERENCES person (id)
)
;
CREATE INDEX ix_application_check_application_id ON application_check (application_id)
;
CREATE INDEX ix_application_check_person_id ON application_check (person_id)
;
CREATE TABLE assessor_note (
	application_id TEXT COLLATE "C" NOT NULL,
	note TEXT COLLATE "C" NOT NULL,
	flagged BIGINT NOT NULL,
	id TEXT COLLATE "C" NOT NULL,
	version BIGINT NOT NULL,
	CONSTRAINT pk_assessor_note PRIMARY KEY (id),
	CONSTRAINT uq_assessor_note_application_id UNIQUE (application_id),
	CONSTRAINT ck_assessor_note_flagged_yes_no CHECK (flagged IN (0, 1)),
	CONSTRAINT fk_assessor_note_application_id FOREIGN KEY(application_id) REFERENCES application (id)
)
;
CREATE INDEX ix_assessor_note_application_id ON assessor_note (application_id)
;
CREATE TABLE assignment (
	member_id TEXT COLLATE "C" NOT NULL,
	application_id TEXT COLLATE "C" NOT NULL,
	kind TEXT COLLATE "C" NOT NULL,
	recused BIGINT NOT NULL,
	id TEXT COLLATE "C" NOT NULL,
	version BIGINT NOT NULL,
	CONSTRAINT pk_assignment PRIMARY KEY (id),
	CONSTRAINT uq_assignment_member_id_application_id UNIQUE (member_id, application_id),
	CONSTRAINT ck_assignment_kind_known CHECK (kind IN ('regular', 'third')),
	CONSTRAINT ck_assignment_recused_yes_no CHECK (recused IN (0, 1)),
	CONSTRAINT fk_assignment_member_id FOREIGN KEY(member_id) REFERENCES committee_member (id),
	CONSTRAINT fk_assignment_application_id FOREIGN KEY(application_id) REFERENCES application (id)
)
;
CREATE INDEX ix_assignment_application_id ON assignment (application_id)
;
CREATE INDEX ix_assignment_member_id ON assignment (member_id)
;
CREATE TABLE award (
	application_id TEXT COLLATE "C" NOT NULL,
	ranking_id TEXT COLLATE "C" NOT NULL,
	amount_minor BIGINT NOT NULL,
	currency TEXT COLLATE "C" NOT NULL,
	state TEXT COLLATE "C" NOT NULL,
	decision_no TEXT COLLATE "C",
	decided_on TEXT COLLATE "C",
	decided_by_id TEXT COLLATE "C",
	closed_on TEXT COLLATE "C",
	closed_reason TEXT COLLATE "C",
	id TEXT COLLATE "C" NOT NULL,
	version BIGINT NOT NULL,
	CONSTRAINT pk_award PRIMARY KEY (id),
	CONSTRAINT uq_award_application_id UNIQUE (application_id),
	CONSTRAINT uq_award_decision_no UNIQUE (decision_no),
	CONSTRAINT ck_award_state_known CHECK (state IN ('proposed', 'awarded', 'declined', 'withdrawn')),
	CONSTRAINT ck_award_amount_minor_positive CHECK (amount_minor > 0),
	CONSTRAINT fk_award_application_id FOREIGN KEY(application_id) REFERENCES application (id),
	CONSTRAINT fk_award_ranking_id FOREIGN KEY(ranking_id) REFERENCES ranking (id),
	CONSTRAINT fk_award_decided_by_id FOREIGN KEY(decided_by_id) REFERENCES person (id)
)
;
CREATE INDEX ix_award_application_id ON award (application_id)
;
CREATE INDEX ix_award_decided_by_id ON award (decided_by_id)
;
CREATE INDEX ix_award_ranking_id ON award (ranking_id)
;
CREATE TABLE clarification (
	application_id TEXT COLLATE "C" NOT NULL,
	number BIGINT NOT NULL,
	register_no TEXT COLLATE "C" NOT NULL,
	questions TEXT COLLATE "C" NOT NULL,
	concerns TEXT COLLATE "C" NOT NULL,
	language TEXT COLLATE "C" NOT NULL,
	asked_on TEXT COLLATE "C" NOT NULL,
	asked_by_id TEXT COLLATE "C" NOT NULL,
	due_on TEXT COLLATE "C" NOT NULL,
	document_id TEXT COLLATE "C" NOT NULL,
	received_on TEXT COLLATE "C",
	answered_by TEXT COLLATE "C",
	on_time BIGINT,
	note TEXT COLLATE "C",
	answer_document_id TEXT COLLATE "C",
	id TEXT COLLATE "C" NOT NULL,
	version BIGINT NOT NULL,
	CONSTRAINT pk_clarification PRIMARY KEY (id),
	CONSTRAINT uq_clarification_application_id_number UNIQUE (application_id, number),
	CONSTRAINT uq_clarification_register_no UNIQUE (register_no),
	CONSTRAINT ck_clarification_number_positive CHECK (number > 0),
	CONSTRAINT ck_clarification_on_time_yes_no CHECK (on_time IN (0, 1)),
	CONSTRAINT fk_clarification_application_id FOREIGN KEY(application_id) REFERENCES application (id),
	CONSTRAINT fk_clarification_asked_by_id FOREIGN KEY(asked_by_id) REFERENCES person (id),
	CONSTRAINT fk_clarification_document_id FOREIGN KEY(document_id) REFERENCES document (id),
	CONSTRAINT fk_clarification_answer_document_id FOREIGN KEY(answer_document_id) REFERENCES document (id)
)
;
CREATE INDEX ix_clarification_answer_document_id ON clarification (answer_document_id)
;
CREATE INDEX ix_clarification_application_id ON clarification (application_id)
;
CREATE INDEX ix_clarification_asked_by_id ON clarification (asked_by_id)
;
CREATE INDEX ix_clarification_document_id ON clarification (document_id)
;
CREATE TABLE committee_minute (
	meeting_id TEXT COLLATE "C" NOT NULL,
	position BIGINT NOT NULL,
	application_id TEXT COLLATE "C",
	kind TEXT COLLATE "C" NOT NULL,
	words TEXT COLLATE "C",
	rank BIGINT,
	total TEXT COLLATE "C",
	decision TEXT COLLATE "C",
	votes_for BIGINT,
	votes_against BIGINT,
	abstained BIGINT,
	made_at TEXT COLLATE "C" NOT NULL,
	id TEXT COLLATE "C" NOT NULL,
	version BIGINT NOT NULL,
	CONSTRAINT pk_committee_minute PRIMARY KEY (id),
	CONSTRAINT uq_committee_minute_meeting_id_position UNIQUE (meeting_id, position),
	CONSTRAINT ck_committee_minute_kind_known CHECK (kind IN ('confirmed', 'deferred', 'reassess', 'vote', 'note')),
	CONSTRAINT ck_committee_minute_votes_for_not_negative CHECK (votes_for >= 0),
	CONSTRAINT ck_committee_minute_votes_against_not_negative CHECK (votes_against >= 0),
	CONSTRAINT ck_committee_minute_abstained_not_negative CHECK (abstained >= 0),
	CONSTRAINT ck_committee_minute_vote_with_numbers CHECK ((kind = 'vote') = (votes_for IS NOT NULL AND votes_against IS NOT NULL AND abstained IS NOT NULL)),
	CONSTRAINT fk_committee_minute_meeting_id FOREIGN KEY(meeting_id) REFERENCES committee_meeting (id),
	CONSTRAINT fk_committee_minute_application_id FOREIGN KEY(application_id) REFERENCES application (id)
)
;
CREATE INDEX ix_committee_minute_application_id ON committee_minute (application_id)
;
CREATE INDEX ix_committee_minute_meeting_id ON committee_minute (meeting_id)
;
CREATE TABLE complaint (
	call_id TEXT COLLATE "C" NOT NULL,
	application_id TEXT COLLATE "C" NOT NULL,
	number BIGINT NOT NULL,
	received_on TEXT COLLATE "C" NOT NULL,
	in_time BIGINT NOT NULL,
	grounds TEXT COLLATE "C" NOT NULL,
	due_on TEXT COLLATE "C" NOT NULL,
	document_id TEXT COLLATE "C",
	assigned_to_id TEXT COLLATE "C",
	decision TEXT COLLATE "C",
	decision_reason TEXT COLLATE "C",
	decided_on TEXT COLLATE "C",
	decided_by_id TEXT COLLATE "C",
	register_no TEXT COLLATE "C",
	answered_on TEXT COLLATE "C",
	answer_document_id TEXT COLLATE "C",
	id TEXT COLLATE "C" NOT NULL,
	version BIGINT NOT NULL,
	CONSTRAINT pk_complaint PRIMARY KEY (id),
	CONSTRAINT uq_complaint_call_id_number UNIQUE (call_id, number),
	CONSTRAINT uq_complaint_register_no UNIQUE (register_no),
	CONSTRAINT ck_complaint_number_positive CHECK (number > 0),
	CONSTRAINT ck_complaint_in_time_yes_no CHECK (in_time IN (0, 1)),
	CONSTRAINT ck_complaint_decision_known CHECK (decision IN ('upheld', 'dismissed', 'inadmissible')),
	CONSTRAINT fk_complaint_call_id FOREIGN KEY(call_id) REFERENCES call (id),
	CONSTRAINT fk_complaint_application_id FOREIGN KEY(application_id) REFERENCES application (id),
	CONSTRAINT fk_complaint_document_id FOREIGN KEY(document_id) REFERENCES document (id),
	CONSTRAINT fk_complaint_assigned_to_id FOREIGN KEY(assigned_to_id) REFERENCES person (id),
	CONSTRAINT fk_complaint_decided_by_id FOREIGN KEY(decided_by_id) REFERENCES person (id),
	CONSTRAINT fk_complaint_answer_document_id FOREIGN KEY(answer_document_id) REFERENCES document (id)
)
;
CREATE INDEX ix_complaint_answer_document_id ON complaint (answer_document_id)
;
CREATE INDEX ix_complaint_application_id ON complaint (application_id)
;
CREATE INDEX ix_complaint_assigned_to_id ON complaint (assigned_to_id)
;
CREATE INDEX ix_complaint_call_id ON complaint (call_id)
;
CREATE INDEX ix_complaint_decided_by_id ON complaint (decided_by_id)
;
CREATE INDEX ix_complaint_document_id ON complaint (document_id)
;
CREATE TABLE conflict (
	member_id TEXT COLLATE "C" NOT NULL,
	application_id TEXT COLLATE "C" NOT NULL,
	origin TEXT COLLATE "C" NOT NULL,
	kind TEXT COLLATE "C" NOT NULL,
	state TEXT COLLATE "C" NOT NULL,
	reason TEXT COLLATE "C" NOT NULL,
	resolved_reason TEXT COLLATE "C",
	resolved_on TEXT COLLATE "C",
	resolved_by_id TEXT COLLATE "C",
	id TEXT COLLATE "C" NOT NULL,
	version BIGINT NOT NULL,
	CONSTRAINT pk_conflict PRIMARY KEY (id),
	CONSTRAINT uq_conflict_member_id_application_id UNIQUE (member_id, application_id),
	CONSTRAINT ck_conflict_origin_known CHECK (origin IN ('declared', 'detected')),
	CONSTRAINT ck_conflict_kind_known CHECK (kind IN ('employment', 'board', 'family', 'business', 'organisation', 'representative', 'partner', 'email_domain', 'other')),
	CONSTRAINT ck_conflict_state_known CHECK (state IN ('open', 'confirmed', 'dismissed')),
	CONSTRAINT ck_conflict_declared_holds CHECK (origin = 'detected' OR state = 'confirmed'),
	CONSTRAINT fk_conflict_member_id FOREIGN KEY(member_id) REFERENCES committee_member (id),
	CONSTRAINT fk_conflict_application_id FOREIGN KEY(application_id) REFERENCES application (id),
	CONSTRAINT fk_conflict_resolved_by_id FOREIGN KEY(resolved_by_id) REFERENCES person (id)
)
;
CREATE INDEX ix_conflict_application_id ON conflict (application_id)
;
CREATE INDEX ix_conflict_member_id ON conflict (member_id)
;
CREATE INDEX ix_conflict_resolved_by_id ON conflict (resolved_by_id)
;
CREATE TABLE letter (
	application_id TEXT COLLATE "C" NOT NULL,
	kind TEXT COLLATE "C" NOT NULL,
	register_no TEXT COLLATE "C" NOT NULL,
	written_on TEXT COLLATE "C" NOT NULL,
	language TEXT COLLATE "C" NOT NULL,
	document_id TEXT COLLATE "C" NOT NULL,
	id TEXT COLLATE "C" NOT NULL,
	version BIGINT NOT NULL,
	CONSTRAINT pk_letter PRIMARY KEY (id),
	CONSTRAINT uq_letter_register_no UNIQUE (register_no),
	CONSTRAINT uq_letter_application_id_kind UNIQUE (application_id, kind),
	CONSTRAINT ck_letter_kind_known CHECK (kind IN ('receipt', 'dismissal', 'award', 'reserve', 'rejection', 'withdrawal')),
	CONSTRAINT fk_letter_application_id FOREIGN KEY(application_id) REFERENCES application (id),
	CONSTRAINT fk_letter_document_id FOREIGN KEY(document_id) REFERENCES document (id)
)
;
CREATE INDEX ix_letter_application_id ON letter (application_id)
;
CREATE INDEX ix_letter_document_id ON letter (document_id)
;
CREATE TABLE ranking_row (
	ranking_id TEXT COLLATE "C" NOT NULL,
	application_id TEXT COLLATE "C" NOT NULL,
	position BIGINT NOT NULL,
	rank BIGINT,
	assessments BIGINT NOT NULL,
	total TEXT COLLATE "C",
	offered_minor BIGINT,
	decision TEXT COLLATE "C" NOT NULL,
	reason TEXT COLLATE "C",
	tie_break TEXT COLLATE "C",
	id TEXT COLLATE "C" NOT NULL,
	version BIGINT NOT NULL,
	CONSTRAINT pk_ranking_row PRIMARY KEY (id),
	CONSTRAINT uq_ranking_row_ranking_id_application_id UNIQUE (ranking_id, application_id),
	CONSTRAINT fk_ranking_row_ranking_id FOREIGN KEY(ranking_id) REFERENCES ranking (id),
	CONSTRAINT fk_ranking_row_application_id FOREIGN KEY(application_id) REFERENCES application (id)
)
;
CREATE INDEX ix_ranking_row_application_id ON ranking_row (application_id)
;
CREATE INDEX ix_ranking_row_position ON ranking_row (ranking_id, position)
;
CREATE INDEX ix_ranking_row_ranking_id ON ranking_row (ranking_id)
;
CREATE TABLE scoring_package_item (
	package_id TEXT COLLATE "C" NOT NULL,
	application_id TEXT COLLATE "C" NOT NULL,
	revision BIGINT NOT NULL,
	fingerprint TEXT COLLATE "C" NOT NULL,
	id TEXT COLLATE "C" NOT NULL,
	version BIGINT NOT NULL,
	CONSTRAINT pk_scoring_package_item PRIMARY KEY (id),
	CONSTRAINT uq_scoring_package_item_package_id_application_id UNIQUE (package_id, application_id),
	CONSTRAINT ck_scoring_package_item_revision_positive CHECK (revision > 0),
	CONSTRAINT fk_scoring_package_item_package_id FOREIGN KEY(package_id) REFERENCES scoring_package (id),
	CONSTRAINT fk_scoring_package_item_application_id FOREIGN KEY(application_id) REFERENCES application (id)
)
;
CREATE INDEX ix_scoring_package_item_application_id ON scoring_package_item (application_id)
;
CREATE INDEX ix_scoring_package_item_package_id ON scoring_package_item (package_id)
;
CREATE TABLE scoring_return (
	call_id TEXT COLLATE "C" NOT NULL,
	package_id TEXT COLLATE "C" NOT NULL,
	member_id TEXT COLLATE "C" NOT NULL,
	medium TEXT COLLATE "C" NOT NULL,
	document_id TEXT COLLATE "C",
	sha256 TEXT COLLATE "C" NOT NULL,
	public_key TEXT COLLATE "C",
	sequence BIGINT NOT NULL,
	grid TEXT COLLATE "C" NOT NULL,
	replaces TEXT COLLATE "C" NOT NULL,
	body TEXT COLLATE "C" NOT NULL,
	state TEXT COLLATE "C" NOT NULL,
	reason TEXT COLLATE "C",
	signed_at TEXT COLLATE "C" NOT NULL,
	received_at TEXT COLLATE "C" NOT NULL,
	id TEXT COLLATE "C" NOT NULL,
	version BIGINT NOT NULL,
	CONSTRAINT pk_scoring_return PRIMARY KEY (id),
	CONSTRAINT uq_scoring_return_sha256 UNIQUE (sha256),
	CONSTRAINT ck_scoring_return_medium_known CHECK (medium IN ('program', 'sheet', 'paper')),
	CONSTRAINT ck_scoring_return_state_known CHECK (state IN ('sent', 'accepted', 'held', 'superseded', 'set_aside')),
	CONSTRAINT ck_scoring_return_key_with_program CHECK ((medium = 'program') = (public_key IS NOT NULL)),
	CONSTRAINT ck_scoring_return_document_with_entry CHECK ((medium = 'program') = (document_id IS NULL)),
	CONSTRAINT fk_scoring_return_call_id FOREIGN KEY(call_id) REFERENCES call (id),
	CONSTRAINT fk_scoring_return_package_id FOREIGN KEY(package_id) REFERENCES scoring_package (id),
	CONSTRAINT fk_scoring_return_member_id FOREIGN KEY(member_id) REFERENCES committee_member (id),
	CONSTRAINT fk_scoring_return_document_id FOREIGN KEY(document_id) REFERENCES document (id)
)
;
CREATE INDEX ix_scoring_return_call_id ON scoring_return (call_id)
;
CREATE INDEX ix_scoring_return_document_id ON scoring_return (document_id)
;
CREATE INDEX ix_scoring_return_member_id ON scoring_return (member_id)
;
CREATE INDEX ix_scoring_return_package_id ON scoring_return (package_id)
;
CREATE TABLE assessment (
	call_id TEXT COLLATE "C" NOT NULL,
	member_id TEXT COLLATE "C" NOT NULL,
	application_id TEXT COLLATE "C" NOT NULL,
	return_id TEXT COLLATE "C",
	state TEXT COLLATE "C" NOT NULL,
	comment TEXT COLLATE "C",
	id TEXT COLLATE "C" NOT NULL,
	version BIGINT NOT NULL,
	CONSTRAINT pk_assessment PRIMARY KEY (id),
	CONSTRAINT uq_assessment_member_id_application_id UNIQUE (member_id, application_id),
	CONSTRAINT ck_assessment_state_known CHECK (state IN ('complete', 'incomplete', 'recused', 'void')),
	CONSTRAINT fk_assessment_call_id FOREIGN KEY(call_id) REFERENCES call (id),
	CONSTRAINT fk_assessment_member_id FOREIGN KEY(member_id) REFERENCES committee_member (id),
	CONSTRAINT fk_assessment_application_id FOREIGN KEY(application_id) REFERENCES application (id),
	CONSTRAINT fk_assessment_return_id FOREIGN KEY(return_id) REFERENCES scoring_return (id)
)
;
CREATE INDEX ix_assessment_application_id ON assessment (application_id)
;
CREATE INDEX ix_assessment_call_id ON assessment (call_id)
;
CREATE INDEX ix_assessment_member_id ON assessment (member_id)
;
CREATE INDEX ix_assessment_return_id ON assessment (return_id)
;
CREATE TABLE ceiling_exception (
	award_id TEXT COLLATE "C" NOT NULL,
	number BIGINT NOT NULL,
	amount_minor BIGINT NOT NULL,
	currency TEXT COLLATE "C" NOT NULL,
	reason TEXT COLLATE "C" NOT NULL,
	document_id TEXT COLLATE "C" NOT NULL,
	asked_on TEXT COLLATE "C" NOT NULL,
	asked_by_id TEXT COLLATE "C" NOT NULL,
	approved BIGINT,
	decided_on TEXT COLLATE "C",
	decided_by_id TEXT COLLATE "C",
	decision_reason TEXT COLLATE "C",
	id TEXT COLLATE "C" NOT NULL,
	version BIGINT NOT NULL,
	CONSTRAINT pk_ceiling_exception PRIMARY KEY (id),
	CONSTRAINT uq_ceiling_exception_award_id_number UNIQUE (award_id, number),
	CONSTRAINT ck_ceiling_exception_number_positive CHECK (number > 0),
	CONSTRAINT ck_ceiling_exception_amount_minor_positive CHECK (amount_minor > 0),
	CONSTRAINT ck_ceiling_exception_approved_yes_no CHECK (approved IN (0, 1)),
	CONSTRAINT ck_ceiling_exception_decided_whole CHECK ((approved IS NULL) = (decided_on IS NULL) AND (decided_on IS NULL) = (decided_by_id IS NULL)),
	CONSTRAINT fk_ceiling_exception_award_id FOREIGN KEY(award_id) REFERENCES award (id),
	CONSTRAINT fk_ceiling_exception_document_id FOREIGN KEY(document_id) REFERENCES document (id),
	CONSTRAINT fk_ceiling_exception_asked_by_id FOREIGN KEY(asked_by_id) REFERENCES person (id),
	CONSTRAINT fk_ceiling_exception_decided_by_id FOREIGN KEY(decided_by_id) REFERENCES person (id)
)
;
CREATE INDEX ix_ceiling_exception_asked_by_id ON ceiling_exception (asked_by_id)
;
CREATE INDEX ix_ceiling_exception_award_id ON ceiling_exception (award_id)
;
CREATE INDEX ix_ceiling_exception_decided_by_id ON ceiling_exception (decided_by_id)
;
CREATE INDEX ix_ceiling_exception_document_id ON ceiling_exception (document_id)
;
CREATE TABLE grant_contract (
	award_id TEXT COLLATE "C" NOT NULL,
	organisation_id TEXT COLLATE "C" NOT NULL,
	call_id TEXT COLLATE "C" NOT NULL,
	rule_set_id TEXT COLLATE "C" NOT NULL,
	bank_account_id TEXT COLLATE "C",
	number TEXT COLLATE "C" NOT NULL,
	title TEXT COLLATE "C" NOT NULL,
	amount_minor BIGINT NOT NULL,
	currency TEXT COLLATE "C" NOT NULL,
	rate_percent TEXT COLLATE "C" NOT NULL,
	state TEXT COLLATE "C" NOT NULL,
	starts_on TEXT COLLATE "C" NOT NULL,
	ends_on TEXT COLLATE "C" NOT NULL,
	signed_by_us_on TEXT COLLATE "C",
	signed_by_grantee_on TEXT COLLATE "C",
	accounting_currency TEXT COLLATE "C" NOT NULL,
	fx_method TEXT COLLATE "C" NOT NULL,
	fx_other_method TEXT COLLATE "C" NOT NULL,
	id TEXT COLLATE "C" NOT NULL,
	version BIGINT NOT NULL,
	CONSTRAINT pk_grant_contract PRIMARY KEY (id),
	CONSTRAINT uq_grant_contract_number UNIQUE (number),
	CONSTRAINT ck_grant_contract_state_known CHECK (state IN ('drafted', 'signed', 'running', 'reported', 'closed', 'terminated')),
	CONSTRAINT ck_grant_contract_fx_method_known CHECK (fx_method IN ('receipt_period', 'instalment_fifo', 'average_inforeuro', 'monthly_inforeuro', 'accounting_practice')),
	CONSTRAINT ck_grant_contract_fx_other_method_known CHECK (fx_other_method IN ('receipt_period', 'instalment_fifo', 'average_inforeuro', 'monthly_inforeuro', 'accounting_practice')),
	CONSTRAINT ck_grant_contract_amount_minor_positive CHECK (amount_minor > 0),
	CONSTRAINT ck_grant_contract_dates_in_order CHECK (ends_on > starts_on),
	CONSTRAINT fk_grant_contract_award_id FOREIGN KEY(award_id) REFERENCES award (id),
	CONSTRAINT fk_grant_contract_organisation_id FOREIGN KEY(organisation_id) REFERENCES organisation (id),
	CONSTRAINT fk_grant_contract_call_id FOREIGN KEY(call_id) REFERENCES call (id),
	CONSTRAINT fk_grant_contract_rule_set_id FOREIGN KEY(rule_set_id) REFERENCES rule_set (id),
	CONSTRAINT fk_grant_contract_bank_account_id FOREIGN KEY(bank_account_id) REFERENCES bank_account (id)
)
;
CREATE INDEX ix_grant_contract_award_id ON grant_contract (award_id)
;
CREATE INDEX ix_grant_contract_bank_account_id ON grant_contract (bank_account_id)
;
CREATE INDEX ix_grant_contract_call_id ON grant_contract (call_id)
;
CREATE INDEX ix_grant_contract_organisation_id ON grant_contract (organisation_id)
;
CREATE INDEX ix_grant_contract_rule_set_id ON grant_contract (rule_set_id)
;
CREATE UNIQUE INDEX uq_grant_contract_award_id ON grant_contract (award_id) WHERE state <> 'terminated'
;
CREATE TABLE negotiated_line (
	award_id TEXT COLLATE "C" NOT NULL,
	position BIGINT NOT NULL,
	heading TEXT COLLATE "C" NOT NULL,
	code TEXT COLLATE "C" NOT NULL,
	description TEXT COLLATE "C" NOT NULL,
	unit TEXT COLLATE "C" NOT NULL,
	units_milli BIGINT NOT NULL,
	requested_minor BIGINT NOT NULL,
	proposed_minor BIGINT NOT NULL,
	proposed_reason TEXT COLLATE "C",
	agreed_minor BIGINT,
	reason TEXT COLLATE "C",
	id TEXT COLLATE "C" NOT NULL,
	version BIGINT NOT NULL,
	CONSTRAINT pk_negotiated_line PRIMARY KEY (id),
	CONSTRAINT uq_negotiated_line_award_id_position UNIQUE (award_id, position),
	CONSTRAINT ck_negotiated_line_proposed_minor_not_negative CHECK (proposed_minor >= 0),
	CONSTRAINT ck_negotiated_line_agreed_minor_not_negative CHECK (agreed_minor >= 0),
	CONSTRAINT fk_negotiated_line_award_id FOREIGN KEY(award_id) REFERENCES award (id)
)
;
CREATE INDEX ix_negotiated_line_award_id ON negotiated_line (award_id)
;
CREATE TABLE scoring_return_part (
	return_id TEXT COLLATE "C" NOT NULL,
	application_id TEXT COLLATE "C" NOT NULL,
	fingerprint TEXT COLLATE "C" NOT NULL,
	content TEXT COLLATE "C" NOT NULL,
	recused BIGINT NOT NULL,
	state TEXT COLLATE "C" NOT NULL,
	reason TEXT COLLATE "C",
	decision TEXT COLLATE "C",
	decision_reason TEXT COLLATE "C",
	decided_by_id TEXT COLLATE "C",
	id TEXT COLLATE "C" NOT NULL,
	version BIGINT NOT NULL,
	CONSTRAINT pk_scoring_return_part PRIMARY KEY (id),
	CONSTRAINT uq_scoring_return_part_return_id_application_id UNIQUE (return_id, application_id),
	CONSTRAINT ck_scoring_return_part_recused_yes_no CHECK (recused IN (0, 1)),
	CONSTRAINT ck_scoring_return_part_state_known CHECK (state IN ('accepted', 'held', 'superseded', 'set_aside')),
	CONSTRAINT ck_scoring_return_part_decision_known CHECK (decision IN ('accept', 'set_aside')),
	CONSTRAINT ck_scoring_return_part_decision_with_reason CHECK ((decision IS NULL) = (decision_reason IS NULL)),
	CONSTRAINT fk_scoring_return_part_return_id FOREIGN KEY(return_id) REFERENCES scoring_return (id),
	CONSTRAINT fk_scoring_return_part_application_id FOREIGN KEY(application_id) REFERENCES application (id),
	CONSTRAINT fk_scoring_return_part_decided_by_id FOREIGN KEY(decided_by_id) REFERENCES person (id)
)
;
CREATE INDEX ix_scoring_return_part_application_id ON scoring_return_part (application_id)
;
CREATE INDEX ix_scoring_return_part_decided_by_id ON scoring_return_part (decided_by_id)
;
CREATE INDEX ix_scoring_return_part_return_id ON scoring_return_part (return_id)
;
CREATE TABLE budget_version (
	grant_id TEXT COLLATE "C" NOT NULL,
	number BIGINT NOT NULL,
	kind TEXT COLLATE "C" NOT NULL,
	effective_on TEXT COLLATE "C" NOT NULL,
	reason TEXT COLLATE "C",
	id TEXT COLLATE "C" NOT NULL,
	version BIGINT NOT NULL,
	CONSTRAINT pk_budget_version PRIMARY KEY (id),
	CONSTRAINT uq_budget_version_grant_id_number UNIQUE (grant_id, number),
	CONSTRAINT ck_budget_version_kind_known CHECK (kind IN ('contract', 'notification', 'addendum')),
	CONSTRAINT ck_budget_version_number_positive CHECK (number > 0),
	CONSTRAINT fk_budget_version_grant_id FOREIGN KEY(grant_id) REFERENCES grant_contract (id)
)
;
CREATE INDEX ix_budget_version_grant_id ON budget_version (grant_id)
;
CREATE TABLE financial_report (
	grant_id TEXT COLLATE "C" NOT NULL,
	number BIGINT NOT NULL,
	kind TEXT COLLATE "C" NOT NULL,
	state TEXT COLLATE "C" NOT NULL,
	period_from TEXT COLLATE "C" NOT NULL,
	period_to TEXT COLLATE "C" NOT NULL,
	own_minor BIGINT,
	other_minor BIGINT,
	forecast_minor BIGINT,
	explanation TEXT COLLATE "C",
	prepared_by_id TEXT COLLATE "C" NOT NULL,
	approved_by_id TEXT COLLATE "C",
	approved_on TEXT COLLATE "C",
	workbook_id TEXT COLLATE "C",
	paper_id TEXT COLLATE "C",
	id TEXT COLLATE "C" NOT NULL,
	version BIGINT NOT NULL,
	CONSTRAINT pk_financial_report PRIMARY KEY (id),
	CONSTRAINT uq_financial_report_grant_id_number UNIQUE (grant_id, number),
	CONSTRAINT ck_financial_report_kind_known CHECK (kind IN ('interim', 'final')),
	CONSTRAINT ck_financial_report_state_known CHECK (state IN ('open', 'approved', 'withdrawn')),
	CONSTRAINT ck_financial_report_number_positive CHECK (number > 0),
	CONSTRAINT ck_financial_report_days_in_order CHECK (period_to >= period_from),
	CONSTRAINT ck_financial_report_two_people CHECK (prepared_by_id <> approved_by_id),
	CONSTRAINT fk_financial_report_grant_id FOREIGN KEY(grant_id) REFERENCES grant_contract (id),
	CONSTRAINT fk_financial_report_prepared_by_id FOREIGN KEY(prepared_by_id) REFERENCES person (id),
	CONSTRAINT fk_financial_report_approved_by_id FOREIGN KEY(approved_by_id) REFERENCES person (id),
	CONSTRAINT fk_financial_report_workbook_id FOREIGN KEY(workbook_id) REFERENCES document (id),
	CONSTRAINT fk_financial_report_paper_id FOREIGN KEY(paper_id) REFERENCES document (id)
)
;
CREATE INDEX ix_financial_report_approved_by_id ON financial_report (approved_by_id)
;
CREATE INDEX ix_financial_report_grant_id ON financial_report (grant_id)
;
CREATE INDEX ix_financial_report_paper_id ON financial_report (paper_id)
;
CREATE INDEX ix_financial_report_prepared_by_id ON financial_report (prepared_by_id)
;
CREATE INDEX ix_financial_report_workbook_id ON financial_report (workbook_id)
;
CREATE TABLE grant_closure (
	grant_id TEXT COLLATE "C" NOT NULL,
	kind TEXT COLLATE "C" NOT NULL,
	closed_on TEXT COLLATE "C" NOT NULL,
	reason TEXT COLLATE "C",
	lessons TEXT COLLATE "C",
	facts TEXT COLLATE "C" NOT NULL,
	retain_until TEXT COLLATE "C" NOT NULL,
	retention_basis TEXT COLLATE "C" NOT NULL,
	closed_by_id TEXT COLLATE "C" NOT NULL,
	id TEXT COLLATE "C" NOT NULL,
	version BIGINT NOT NULL,
	CONSTRAINT pk_grant_closure PRIMARY KEY (id),
	CONSTRAINT uq_grant_closure_grant_id UNIQUE (grant_id),
	CONSTRAINT ck_grant_closure_kind_known CHECK (kind IN ('completed', 'terminated')),
	CONSTRAINT ck_grant_closure_retention_basis_known CHECK (retention_basis IN ('parent_balance', 'end_of_action', 'hold')),
	CONSTRAINT fk_grant_closure_grant_id FOREIGN KEY(grant_id) REFERENCES grant_contract (id),
	CONSTRAINT fk_grant_closure_closed_by_id FOREIGN KEY(closed_by_id) REFERENCES person (id)
)
;
CREATE INDEX ix_grant_closure_closed_by_id ON grant_closure (closed_by_id)
;
CREATE INDEX ix_grant_closure_grant_id ON grant_closure (grant_id)
;
CREATE TABLE grant_indicator (
	grant_id TEXT COLLATE "C" NOT NULL,
	position BIGINT NOT NULL,
	level TEXT COLLATE "C" NOT NULL,
	code TEXT COLLATE "C" NOT NULL,
	title TEXT COLLATE "C" NOT NULL,
	unit TEXT COLLATE "C" NOT NULL,
	people BIGINT NOT NULL,
	baseline_milli BIGINT,
	target_milli BIGINT NOT NULL,
	means TEXT COLLATE "C" NOT NULL,
	id TEXT COLLATE "C" NOT NULL,
	version BIGINT NOT NULL,
	CONSTRAINT pk_grant_indicator PRIMARY KEY (id),
	CONSTRAINT uq_grant_indicator_grant_id_code UNIQUE (grant_id, code),
	CONSTRAINT ck_grant_indicator_level_known CHECK (level IN ('impact', 'outcome', 'output')),
	CONSTRAINT ck_grant_indicator_people_yes_no CHECK (people IN (0, 1)),
	CONSTRAINT fk_grant_indicator_grant_id FOREIGN KEY(grant_id) REFERENCES grant_contract (id)
)
;
CREATE INDEX ix_grant_indicator_grant_id ON grant_indicator (grant_id)
;
CREATE TABLE grant_report (
	grant_id TEXT COLLATE "C" NOT NULL,
	number BIGINT NOT NULL,
	kind TEXT COLLATE "C" NOT NULL,
	period_from TEXT COLLATE "C" NOT NULL,
	period_to TEXT COLLATE "C",
	due_days BIGINT NOT NULL,
	due_on TEXT COLLATE "C",
	state TEXT COLLATE "C" NOT NULL,
	approved_by_id TEXT COLLATE "C",
	approved_on TEXT COLLATE "C",
	id TEXT COLLATE "C" NOT NULL,
	version BIGINT NOT NULL,
	CONSTRAINT pk_grant_report PRIMARY KEY (id),
	CONSTRAINT uq_grant_report_grant_id_number UNIQUE (grant_id, number),
	CONSTRAINT ck_grant_report_kind_known CHECK (kind IN ('interim', 'final')),
	CONSTRAINT ck_grant_report_state_known CHECK (state IN ('due', 'received', 'returned', 'approved')),
	CONSTRAINT ck_grant_report_number_positive CHECK (number > 0),
	CONSTRAINT ck_grant_report_due_days_not_negative CHECK (due_days >= 0),
	CONSTRAINT fk_grant_report_grant_id FOREIGN KEY(grant_id) REFERENCES grant_contract (id),
	CONSTRAINT fk_grant_report_approved_by_id FOREIGN KEY(approved_by_id) REFERENCES person (id)
)
;
CREATE INDEX ix_grant_report_approved_by_id ON grant_report (approved_by_id)
;
CREATE INDEX ix_grant_report_grant_id ON grant_report (grant_id)
;
CREATE TABLE instalment (
	grant_id TEXT COLLATE "C" NOT NULL,
	number BIGINT NOT NULL,
	kind TEXT COLLATE "C" NOT NULL,
	percent TEXT COLLATE "C" NOT NULL,
	amount_minor BIGINT NOT NULL,
	due_on TEXT COLLATE "C",
	id TEXT COLLATE "C" NOT NULL,
	version BIGINT NOT NULL,
	CONSTRAINT pk_instalment PRIMARY KEY (id),
	CONSTRAINT uq_instalment_grant_id_number UNIQUE (grant_id, number),
	CONSTRAINT ck_instalment_kind_known CHECK (kind IN ('pre_financing', 'further', 'balance')),
	CONSTRAINT ck_instalment_amount_minor_positive CHECK (amount_minor > 0),
	CONSTRAINT fk_instalment_grant_id FOREIGN KEY(grant_id) REFERENCES grant_contract (id)
)
;
CREATE INDEX ix_instalment_grant_id ON instalment (grant_id)
;
CREATE TABLE ledger_import (
	grant_id TEXT COLLATE "C" NOT NULL,
	document_id TEXT COLLATE "C" NOT NULL,
	sha256 TEXT COLLATE "C" NOT NULL,
	rows BIGINT NOT NULL,
	imported_at TEXT COLLATE "C" NOT NULL,
	id TEXT COLLATE "C" NOT NULL,
	version BIGINT NOT NULL,
	CONSTRAINT pk_ledger_import PRIMARY KEY (id),
	CONSTRAINT uq_ledger_import_grant_id_sha256 UNIQUE (grant_id, sha256),
	CONSTRAINT fk_ledger_import_grant_id FOREIGN KEY(grant_id) REFERENCES grant_contract (id),
	CONSTRAINT fk_ledger_import_document_id FOREIGN KEY(document_id) REFERENCES document (id)
)
;
CREATE INDEX ix_ledger_import_document_id ON ledger_import (document_id)
;
CREATE INDEX ix_ledger_import_grant_id ON ledger_import (grant_id)
;
CREATE TABLE risk_note (
	grant_id TEXT COLLATE "C" NOT NULL,
	assessed_on TEXT COLLATE "C" NOT NULL,
	level TEXT COLLATE "C" NOT NULL,
	reason TEXT COLLATE "C" NOT NULL,
	measures TEXT COLLATE "C",
	person_id TEXT COLLATE "C" NOT NULL,
	id TEXT COLLATE "C" NOT NULL,
	version BIGINT NOT NULL,
	CONSTRAINT pk_risk_note PRIMARY KEY (id),
	CONSTRAINT ck_risk_note_level_known CHECK (level IN ('low', 'medium', 'high')),
	CONSTRAINT fk_risk_note_grant_id FOREIGN KEY(grant_id) REFERENCES grant_contract (id),
	CONSTRAINT fk_risk_note_person_id FOREIGN KEY(person_id) REFERENCES person (id)
)
;
CREATE INDEX ix_risk_note_grant_id ON risk_note (grant_id)
;
CREATE INDEX ix_risk_note_person_id ON risk_note (person_id)
;
CREATE TABLE score (
	assessment_id TEXT COLLATE "C" NOT NULL,
	criterion TEXT COLLATE "C" NOT NULL,
	state TEXT COLLATE "C" NOT NULL,
	score_milli BIGINT,
	comment TEXT COLLATE "C",
	id TEXT COLLATE "C" NOT NULL,
	version BIGINT NOT NULL,
	CONSTRAINT pk_score PRIMARY KEY (id),
	CONSTRAINT uq_score_assessment_id_criterion UNIQUE (assessment_id, criterion),
	CONSTRAINT ck_score_state_known CHECK (state IN ('value', 'na', 'missing', 'recused', 'void')),
	CONSTRAINT ck_score_score_milli_not_negative CHECK (score_milli >= 0),
	CONSTRAINT ck_score_number_only_in_value CHECK ((state = 'value') = (score_milli IS NOT NULL)),
	CONSTRAINT fk_score_assessment_id FOREIGN KEY(assessment_id) REFERENCES assessment (id)
)
;
CREATE INDEX ix_score_assessment_id ON score (assessment_id)
;
CREATE TABLE section_comment (
	assessment_id TEXT COLLATE "C" NOT NULL,
	section TEXT COLLATE "C" NOT NULL,
	comment TEXT COLLATE "C" NOT NULL,
	id TEXT COLLATE "C" NOT NULL,
	version BIGINT NOT NULL,
	CONSTRAINT pk_section_comment PRIMARY KEY (id),
	CONSTRAINT uq_section_comment_assessment_id_section UNIQUE (assessment_id, section),
	CONSTRAINT fk_section_comment_assessment_id FOREIGN KEY(assessment_id) REFERENCES assessment (id)
)
;
CREATE INDEX ix_section_comment_assessment_id ON section_comment (assessment_id)
;
CREATE TABLE visibility_item (
	grant_id TEXT COLLATE "C" NOT NULL,
	item TEXT COLLATE "C" NOT NULL,
	kind TEXT COLLATE "C" NOT NULL,
	shown_on TEXT COLLATE "C" NOT NULL,
	link TEXT COLLATE "C",
	emblem_ok BIGINT NOT NULL,
	statement_ok BIGINT NOT NULL,
	disclaimer_ok BIGINT NOT NULL,
	consent TEXT COLLATE "C" NOT NULL,
	remark TEXT COLLATE "C",
	document_id TEXT COLLATE "C",
	recorded_by_id TEXT COLLATE "C" NOT NULL,
	id TEXT COLLATE "C" NOT NULL,
	version BIGINT NOT NULL,
	CONSTRAINT pk_visibility_item PRIMARY KEY (id),
	CONSTRAINT ck_visibility_item_kind_known CHECK (kind IN ('print', 'web', 'social', 'event', 'equipment')),
	CONSTRAINT ck_visibility_item_consent_known CHECK (consent IN ('yes', 'no', 'nobody_shown')),
	CONSTRAINT ck_visibility_item_emblem_ok_yes_no CHECK (emblem_ok IN (0, 1)),
	CONSTRAINT ck_visibility_item_statement_ok_yes_no CHECK (statement_ok IN (0, 1)),
	CONSTRAINT ck_visibility_item_disclaimer_ok_yes_no CHECK (disclaimer_ok IN (0, 1)),
	CONSTRAINT fk_visibility_item_grant_id FOREIGN KEY(grant_id) REFERENCES grant_contract (id),
	CONSTRAINT fk_visibility_item_document_id FOREIGN KEY(document_id) REFERENCES document (id),
	CONSTRAINT fk_visibility_item_recorded_by_id FOREIGN KEY(recorded_by_id) REFERENCES person (id)
)
;
CREATE INDEX ix_visibility_item_document_id ON visibility_item (document_id)
;
CREATE INDEX ix_visibility_item_grant_id ON visibility_item (grant_id)
;
CREATE INDEX ix_visibility_item_recorded_by_id ON visibility_item (recorded_by_id)
;
CREATE TABLE visit (
	grant_id TEXT COLLATE "C" NOT NULL,
	number BIGINT NOT NULL,
	state TEXT COLLATE "C" NOT NULL,
	planned_on TEXT COLLATE "C" NOT NULL,
	purpose TEXT COLLATE "C" NOT NULL,
	visited_on TEXT COLLATE "C",
	place TEXT COLLATE "C",
	visitors TEXT COLLATE "C",
	people_met TEXT COLLATE "C",
	summary TEXT COLLATE "C",
	photo_consent TEXT COLLATE "C",
	recorded_by_id TEXT COLLATE "C" NOT NULL,
	id TEXT COLLATE "C" NOT NULL,
	version BIGINT NOT NULL,
	CONSTRAINT pk_visit PRIMARY KEY (id),
	CONSTRAINT uq_visit_grant_id_number UNIQUE (grant_id, number),
	CONSTRAINT ck_visit_state_known CHECK (state IN ('planned', 'done', 'cancelled')),
	CONSTRAINT ck_visit_photo_consent_known CHECK (photo_consent IN ('yes', 'no', 'nobody_shown')),
	CONSTRAINT ck_visit_number_positive CHECK (number > 0),
	CONSTRAINT ck_visit_done_has_day CHECK (state <> 'done' OR visited_on IS NOT NULL),
	CONSTRAINT fk_visit_grant_id FOREIGN KEY(grant_id) REFERENCES grant_contract (id),
	CONSTRAINT fk_visit_recorded_by_id FOREIGN KEY(recorded_by_id) REFERENCES person (id)
)
;
CREATE INDEX ix_visit_grant_id ON visit (grant_id)
;
CREATE INDEX ix_visit_recorded_by_id ON visit (recorded_by_id)
;
CREATE TABLE budget_line (
	budget_version_id TEXT COLLATE "C" NOT NULL,
	position BIGINT NOT NULL,
	heading TEXT COLLATE "C" NOT NULL,
	code TEXT COLLATE "C" NOT NULL,
	description TEXT COLLATE "C" NOT NULL,
	unit TEXT COLLATE "C" NOT NULL,
	units_milli BIGINT NOT NULL,
	unit_value_minor BIGINT NOT NULL,
	amount_minor BIGINT NOT NULL,
	id TEXT COLLATE "C" NOT NULL,
	version BIGINT NOT NULL,
	CONSTRAINT pk_budget_line PRIMARY KEY (id),
	CONSTRAINT uq_budget_line_budget_version_id_code UNIQUE (budget_version_id, code),
	CONSTRAINT ck_budget_line_amount_minor_not_negative CHECK (amount_minor >= 0),
	CONSTRAINT fk_budget_line_budget_version_id FOREIGN KEY(budget_version_id) REFERENCES budget_version (id)
)
;
CREATE INDEX ix_budget_line_budget_version_id ON budget_line (budget_version_id)
;
CREATE TABLE contract_change (
	grant_id TEXT COLLATE "C" NOT NULL,
	kind TEXT COLLATE "C" NOT NULL,
	number BIGINT NOT NULL,
	state TEXT COLLATE "C" NOT NULL,
	requested_on TEXT COLLATE "C" NOT NULL,
	effective_on TEXT COLLATE "C" NOT NULL,
	reason TEXT COLLATE "C" NOT NULL,
	short_notice TEXT COLLATE "C",
	ends_before TEXT COLLATE "C",
	ends_on TEXT COLLATE "C",
	budget_version_id TEXT COLLATE "C",
	bank_account_id TEXT COLLATE "C",
	signed_by_us_on TEXT COLLATE "C",
	signed_by_grantee_on TEXT COLLATE "C",
	recorded_by_id TEXT COLLATE "C" NOT NULL,
	confirmed_by_id TEXT COLLATE "C",
	id TEXT COLLATE "C" NOT NULL,
	version BIGINT NOT NULL,
	CONSTRAINT pk_contract_change PRIMARY KEY (id),
	CONSTRAINT uq_contract_change_grant_id_kind_number UNIQUE (grant_id, kind, number),
	CONSTRAINT ck_contract_change_kind_known CHECK (kind IN ('notification', 'addendum')),
	CONSTRAINT ck_contract_change_state_known CHECK (state IN ('requested', 'in_force', 'withdrawn')),
	CONSTRAINT ck_contract_change_number_positive CHECK (number > 0),
	CONSTRAINT ck_contract_change_two_people CHECK (recorded_by_id <> confirmed_by_id),
	CONSTRAINT fk_contract_change_grant_id FOREIGN KEY(grant_id) REFERENCES grant_contract (id),
	CONSTRAINT fk_contract_change_budget_version_id FOREIGN KEY(budget_version_id) REFERENCES budget_version (id),
	CONSTRAINT fk_contract_change_bank_account_id FOREIGN KEY(bank_account_id) REFERENCES bank_account (id),
	CONSTRAINT fk_contract_change_recorded_by_id FOREIGN KEY(recorded_by_id) REFERENCES person (id),
	CONSTRAINT fk_contract_change_confirmed_by_id FOREIGN KEY(confirmed_by_id) REFERENCES person (id)
)
;
CREATE INDEX ix_contract_change_bank_account_id ON contract_change (bank_account_id)
;
CREATE INDEX ix_contract_change_budget_version_id ON contract_change (budget_version_id)
;
CREATE INDEX ix_contract_change_confirmed_by_id ON contract_change (confirmed_by_id)
;
CREATE INDEX ix_contract_change_grant_id ON contract_change (grant_id)
;
CREATE INDEX ix_contract_change_recorded_by_id ON contract_change (recorded_by_id)
;
CREATE TABLE expenditure (
	grant_id TEXT COLLATE "C" NOT NULL,
	ledger_import_id TEXT COLLATE "C" NOT NULL,
	number BIGINT NOT NULL,
	sheet_row BIGINT NOT NULL,
	line_code TEXT COLLATE "C" NOT NULL,
	description TEXT COLLATE "C" NOT NULL,
	supplier TEXT COLLATE "C" NOT NULL,
	supplier_key TEXT COLLATE "C" NOT NULL,
	document_type TEXT COLLATE "C" NOT NULL,
	document_no TEXT COLLATE "C" NOT NULL,
	document_on TEXT COLLATE "C" NOT NULL,
	paid_on TEXT COLLATE "C" NOT NULL,
	payment_ref TEXT COLLATE "C" NOT NULL,
	currency TEXT COLLATE "C" NOT NULL,
	net_minor BIGINT NOT NULL,
	vat_minor BIGINT NOT NULL,
	vat_treatment TEXT COLLATE "C" NOT NULL,
	charged_minor BIGINT NOT NULL,
	rate TEXT COLLATE "C" NOT NULL,
	rate_source TEXT COLLATE "C" NOT NULL,
	eur_minor BIGINT NOT NULL,
	state TEXT COLLATE "C" NOT NULL,
	disallowed_minor BIGINT NOT NULL,
	reason TEXT COLLATE "C",
	reason_code TEXT COLLATE "C",
	answer TEXT COLLATE "C",
	offers BIGINT,
	exemption_ref TEXT COLLATE "C",
	financial_report_id TEXT COLLATE "C",
	id TEXT COLLATE "C" NOT NULL,
	version BIGINT NOT NULL,
	CONSTRAINT pk_expenditure PRIMARY KEY (id),
	CONSTRAINT uq_expenditure_grant_id_number UNIQUE (grant_id, number),
	CONSTRAINT ck_expenditure_state_known CHECK (state IN ('reported', 'accepted', 'partly_accepted', 'rejected', 'question')),
	CONSTRAINT ck_expenditure_vat_treatment_known CHECK (vat_treatment IN ('exempt', 'ineligible', 'eligible', 'reverse_charge', 'none')),
	CONSTRAINT ck_expenditure_disallowed_minor_not_negative CHECK (disallowed_minor >= 0),
	CONSTRAINT ck_expenditure_offers_not_negative CHECK (offers >= 0),
	CONSTRAINT fk_expenditure_grant_id FOREIGN KEY(grant_id) REFERENCES grant_contract (id),
	CONSTRAINT fk_expenditure_ledger_import_id FOREIGN KEY(ledger_import_id) REFERENCES ledger_import (id),
	CONSTRAINT fk_expenditure_financial_report_id FOREIGN KEY(financial_report_id) REFERENCES financial_report (id)
)
;
CREATE INDEX ix_expenditure_document ON expenditure (grant_id, supplier_key, document_no)
;
CREATE INDEX ix_expenditure_financial_report_id ON expenditure (financial_report_id)
;
CREATE INDEX ix_expenditure_grant_id ON expenditure (grant_id)
;
CREATE INDEX ix_expenditure_ledger_import_id ON expenditure (ledger_import_id)
;
CREATE TABLE final_amount (
	grant_id TEXT COLLATE "C" NOT NULL,
	financial_report_id TEXT COLLATE "C" NOT NULL,
	number BIGINT NOT NULL,
	state TEXT COLLATE "C" NOT NULL,
	fixed_on TEXT COLLATE "C" NOT NULL,
	person_id TEXT COLLATE "C" NOT NULL,
	direct_minor BIGINT NOT NULL,
	indirect_percent TEXT COLLATE "C" NOT NULL,
	indirect_minor BIGINT NOT NULL,
	eligible_minor BIGINT NOT NULL,
	rate_percent TEXT COLLATE "C" NOT NULL,
	by_rate_minor BIGINT NOT NULL,
	maximum_minor BIGINT NOT NULL,
	limited_minor BIGINT NOT NULL,
	no_profit BIGINT NOT NULL,
	other_receipts_minor BIGINT NOT NULL,
	profit_minor BIGINT NOT NULL,
	profit_reduction_minor BIGINT NOT NULL,
	reduction_minor BIGINT NOT NULL,
	reduction_reason TEXT COLLATE "C",
	final_minor BIGINT NOT NULL,
	paid_minor BIGINT NOT NULL,
	withdrawn_reason TEXT COLLATE "C",
	document_id TEXT COLLATE "C",
	id TEXT COLLATE "C" NOT NULL,
	version BIGINT NOT NULL,
	CONSTRAINT pk_final_amount PRIMARY KEY (id),
	CONSTRAINT uq_final_amount_grant_id_number UNIQUE (grant_id, number),
	CONSTRAINT ck_final_amount_state_known CHECK (state IN ('fixed', 'withdrawn')),
	CONSTRAINT ck_final_amount_number_positive CHECK (number > 0),
	CONSTRAINT ck_final_amount_no_profit_yes_no CHECK (no_profit IN (0, 1)),
	CONSTRAINT ck_final_amount_final_minor_not_negative CHECK (final_minor >= 0),
	CONSTRAINT fk_final_amount_grant_id FOREIGN KEY(grant_id) REFERENCES grant_contract (id),
	CONSTRAINT fk_final_amount_financial_report_id FOREIGN KEY(financial_report_id) REFERENCES financial_report (id),
	CONSTRAINT fk_final_amount_person_id FOREIGN KEY(person_id) REFERENCES person (id),
	CONSTRAINT fk_final_amount_document_id FOREIGN KEY(document_id) REFERENCES document (id)
)
;
CREATE INDEX ix_final_amount_document_id ON final_amount (document_id)
;
CREATE INDEX ix_final_amount_financial_report_id ON final_amount (financial_report_id)
;
CREATE INDEX ix_final_amount_grant_id ON final_amount (grant_id)
;
CREATE INDEX ix_final_amount_person_id ON final_amount (person_id)
;
CREATE UNIQUE INDEX uq_final_amount_grant_id ON final_amount (grant_id) WHERE state = 'fixed'
;
CREATE TABLE indicator_link (
	grant_indicator_id TEXT COLLATE "C" NOT NULL,
	result_target_id TEXT COLLATE "C" NOT NULL,
	basis TEXT COLLATE "C" NOT NULL,
	linked_on TEXT COLLATE "C" NOT NULL,
	linked_by_id TEXT COLLATE "C" NOT NULL,
	ended_reason TEXT COLLATE "C",
	id TEXT COLLATE "C" NOT NULL,
	version BIGINT NOT NULL,
	CONSTRAINT pk_indicator_link PRIMARY KEY (id),
	CONSTRAINT fk_indicator_link_grant_indicator_id FOREIGN KEY(grant_indicator_id) REFERENCES grant_indicator (id),
	CONSTRAINT fk_indicator_link_result_target_id FOREIGN KEY(result_target_id) REFERENCES result_target (id),
	CONSTRAINT fk_indicator_link_linked_by_id FOREIGN KEY(linked_by_id) REFERENCES person (id)
)
;
CREATE INDEX ix_indicator_link_grant_indicator_id ON indicator_link (grant_indicator_id)
;
CREATE INDEX ix_indicator_link_linked_by_id ON indicator_link (linked_by_id)
;
CREATE INDEX ix_indicator_link_result_target_id ON indicator_link (result_target_id)
;
CREATE UNIQUE INDEX uq_indicator_link_grant_indicator_id ON indicator_link (grant_indicator_id) WHERE ended_reason IS NULL
;
CREATE TABLE payment (
	grant_id TEXT COLLATE "C" NOT NULL,
	instalment_id TEXT COLLATE "C" NOT NULL,
	amount_minor BIGINT NOT NULL,
	currency TEXT COLLATE "C" NOT NULL,
	paid_on TEXT COLLATE "C" NOT NULL,
	bank_ref TEXT COLLATE "C" NOT NULL,
	prepared_by_id TEXT COLLATE "C" NOT NULL,
	approved_by_id TEXT COLLATE "C",
	credited_on TEXT COLLATE "C",
	local_minor BIGINT,
	local_currency TEXT COLLATE "C",
	rate TEXT COLLATE "C",
	id TEXT COLLATE "C" NOT NULL,
	version BIGINT NOT NULL,
	CONSTRAINT pk_payment PRIMARY KEY (id),
	CONSTRAINT uq_payment_instalment_id UNIQUE (instalment_id),
	CONSTRAINT ck_payment_amount_minor_positive CHECK (amount_minor > 0),
	CONSTRAINT ck_payment_two_people CHECK (prepared_by_id <> approved_by_id),
	CONSTRAINT fk_payment_grant_id FOREIGN KEY(grant_id) REFERENCES grant_contract (id),
	CONSTRAINT fk_payment_instalment_id FOREIGN KEY(instalment_id) REFERENCES instalment (id),
	CONSTRAINT fk_payment_prepared_by_id FOREIGN KEY(prepared_by_id) REFERENCES person (id),
	CONSTRAINT fk_payment_approved_by_id FOREIGN KEY(approved_by_id) REFERENCES person (id)
)
;
CREATE INDEX ix_payment_approved_by_id ON payment (approved_by_id)
;
CREATE INDEX ix_payment_grant_id ON payment (grant_id)
;
CREATE INDEX ix_payment_instalment_id ON payment (instalment_id)
;
CREATE INDEX ix_payment_prepared_by_id ON payment (prepared_by_id)
;
CREATE TABLE report_revision (
	grant_report_id TEXT COLLATE "C" NOT NULL,
	revision BIGINT NOT NULL,
	received_on TEXT COLLATE "C" NOT NULL,
	medium TEXT COLLATE "C" NOT NULL,
	answers TEXT COLLATE "C" NOT NULL,
	document_id TEXT COLLATE "C",
	recorded_by_id TEXT COLLATE "C" NOT NULL,
	reviewed_by_id TEXT COLLATE "C",
	reviewed_on TEXT COLLATE "C",
	comments TEXT COLLATE "C",
	id TEXT COLLATE "C" NOT NULL,
	version BIGINT NOT NULL,
	CONSTRAINT pk_report_revision PRIMARY KEY (id),
	CONSTRAINT uq_report_revision_grant_report_id_revision UNIQUE (grant_report_id, revision),
	CONSTRAINT ck_report_revision_medium_known CHECK (medium IN ('excel_form', 'entered')),
	CONSTRAINT ck_report_revision_revision_positive CHECK (revision > 0),
	CONSTRAINT fk_report_revision_grant_report_id FOREIGN KEY(grant_report_id) REFERENCES grant_report (id),
	CONSTRAINT fk_report_revision_document_id FOREIGN KEY(document_id) REFERENCES document (id),
	CONSTRAINT fk_report_revision_recorded_by_id FOREIGN KEY(recorded_by_id) REFERENCES person (id),
	CONSTRAINT fk_report_revision_reviewed_by_id FOREIGN KEY(reviewed_by_id) REFERENCES person (id)
)
;
CREATE INDEX ix_report_revision_document_id ON report_revision (document_id)
;
CREATE INDEX ix_report_revision_grant_report_id ON report_revision (grant_report_id)
;
CREATE INDEX ix_report_revision_recorded_by_id ON report_revision (recorded_by_id)
;
CREATE INDEX ix_report_revision_reviewed_by_id ON report_revision (reviewed_by_id)
;
CREATE TABLE visit_finding (
	visit_id TEXT COLLATE "C" NOT NULL,
	number BIGINT NOT NULL,
	finding TEXT COLLATE "C" NOT NULL,
	follow_up TEXT COLLATE "C",
	responsible TEXT COLLATE "C",
	due_on TEXT COLLATE "C",
	done_on TEXT COLLATE "C",
	outcome TEXT COLLATE "C",
	id TEXT COLLATE "C" NOT NULL,
	version BIGINT NOT NULL,
	CONSTRAINT pk_visit_finding PRIMARY KEY (id),
	CONSTRAINT uq_visit_finding_visit_id_number UNIQUE (visit_id, number),
	CONSTRAINT ck_visit_finding_number_positive CHECK (number > 0),
	CONSTRAINT fk_visit_finding_visit_id FOREIGN KEY(visit_id) REFERENCES visit (id)
)
;
CREATE INDEX ix_visit_finding_visit_id ON visit_finding (visit_id)
;
CREATE TABLE contract_change_line (
	contract_change_id TEXT COLLATE "C" NOT NULL,
	code TEXT COLLATE "C" NOT NULL,
	before_minor BIGINT NOT NULL,
	amount_minor BIGINT NOT NULL,
	id TEXT COLLATE "C" NOT NULL,
	version BIGINT NOT NULL,
	CONSTRAINT pk_contract_change_line PRIMARY KEY (id),
	CONSTRAINT uq_contract_change_line_contract_change_id_code UNIQUE (contract_change_id, code),
	CONSTRAINT ck_contract_change_line_before_minor_not_negative CHECK (before_minor >= 0),
	CONSTRAINT ck_contract_change_line_amount_minor_not_negative CHECK (amount_minor >= 0),
	CONSTRAINT fk_contract_change_line_contract_change_id FOREIGN KEY(contract_change_id) REFERENCES contract_change (id)
)
;
CREATE INDEX ix_contract_change_line_contract_change_id ON contract_change_line (contract_change_id)
;
CREATE TABLE cost_document (
	expenditure_id TEXT COLLATE "C" NOT NULL,
	document_id TEXT COLLATE "C" NOT NULL,
	kind TEXT COLLATE "C" NOT NULL,
	id TEXT COLLATE "C" NOT NULL,
	version BIGINT NOT NULL,
	CONSTRAINT pk_cost_document PRIMARY KEY (id),
	CONSTRAINT uq_cost_document_expenditure_id_document_id UNIQUE (expenditure_id, document_id),
	CONSTRAINT ck_cost_document_kind_known CHECK (kind IN ('invoice', 'proof_of_payment', 'contract', 'accounting_record', 'procurement', 'service_report', 'attendance', 'delivery', 'works_acceptance', 'vat_exemption', 'fuel_log', 'employment', 'payslip', 'timesheet', 'travel', 'other')),
	CONSTRAINT fk_cost_document_expenditure_id FOREIGN KEY(expenditure_id) REFERENCES expenditure (id),
	CONSTRAINT fk_cost_document_document_id FOREIGN KEY(document_id) REFERENCES document (id)
)
;
CREATE INDEX ix_cost_document_document_id ON cost_document (document_id)
;
CREATE INDEX ix_cost_document_expenditure_id ON cost_document (expenditure_id)
;
CREATE TABLE equipment (
	grant_id TEXT COLLATE "C" NOT NULL,
	expenditure_id TEXT COLLATE "C",
	number BIGINT NOT NULL,
	description TEXT COLLATE "C" NOT NULL,
	serial_no TEXT COLLATE "C",
	quantity BIGINT NOT NULL,
	value_minor BIGINT NOT NULL,
	acquired_on TEXT COLLATE "C" NOT NULL,
	place TEXT COLLATE "C" NOT NULL,
	state TEXT COLLATE "C" NOT NULL,
	changed_on TEXT COLLATE "C",
	receiver TEXT COLLATE "C",
	reason TEXT COLLATE "C",
	document_id TEXT COLLATE "C",
	id TEXT COLLATE "C" NOT NULL,
	version BIGINT NOT NULL,
	CONSTRAINT pk_equipment PRIMARY KEY (id),
	CONSTRAINT uq_equipment_grant_id_number UNIQUE (grant_id, number),
	CONSTRAINT ck_equipment_state_known CHECK (state IN ('in_use', 'transferred', 'written_off')),
	CONSTRAINT ck_equipment_number_positive CHECK (number > 0),
	CONSTRAINT ck_equipment_quantity_positive CHECK (quantity > 0),
	CONSTRAINT ck_equipment_value_minor_not_negative CHECK (value_minor >= 0),
	CONSTRAINT fk_equipment_grant_id FOREIGN KEY(grant_id) REFERENCES grant_contract (id),
	CONSTRAINT fk_equipment_expenditure_id FOREIGN KEY(expenditure_id) REFERENCES expenditure (id),
	CONSTRAINT fk_equipment_document_id FOREIGN KEY(document_id) REFERENCES document (id)
)
;
CREATE INDEX ix_equipment_document_id ON equipment (document_id)
;
CREATE INDEX ix_equipment_expenditure_id ON equipment (expenditure_id)
;
CREATE INDEX ix_equipment_grant_id ON equipment (grant_id)
;
CREATE TABLE grant_indicator_value (
	report_revision_id TEXT COLLATE "C" NOT NULL,
	grant_indicator_id TEXT COLLATE "C" NOT NULL,
	total_milli BIGINT NOT NULL,
	female_milli BIGINT,
	male_milli BIGINT,
	other_milli BIGINT,
	unknown_milli BIGINT,
	remark TEXT COLLATE "C",
	id TEXT COLLATE "C" NOT NULL,
	version BIGINT NOT NULL,
	CONSTRAINT pk_grant_indicator_value PRIMARY KEY (id),
	CONSTRAINT uq_grant_indicator_value_report_revision_id_grant_indicator_id UNIQUE (report_revision_id, grant_indicator_id),
	CONSTRAINT ck_grant_indicator_value_total_milli_not_negative CHECK (total_milli >= 0),
	CONSTRAINT fk_grant_indicator_value_report_revision_id FOREIGN KEY(report_revision_id) REFERENCES report_revision (id),
	CONSTRAINT fk_grant_indicator_value_grant_indicator_id FOREIGN KEY(grant_indicator_id) REFERENCES grant_indicator (id)
)
;
CREATE INDEX ix_grant_indicator_value_grant_indicator_id ON grant_indicator_value (grant_indicator_id)
;
CREATE INDEX ix_grant_indicator_value_report_revision_id ON grant_indicator_value (report_revision_id)
;
CREATE TABLE recovery (
	grant_id TEXT COLLATE "C" NOT NULL,
	final_amount_id TEXT COLLATE "C" NOT NULL,
	state TEXT COLLATE "C" NOT NULL,
	amount_minor BIGINT NOT NULL,
	announced_on TEXT COLLATE "C" NOT NULL,
	observations_until TEXT COLLATE "C" NOT NULL,
	observed_on TEXT COLLATE "C",
	observations TEXT COLLATE "C",
	debit_note_no TEXT COLLATE "C",
	debit_note_on TEXT COLLATE "C",
	due_on TEXT COLLATE "C",
	settled_on TEXT COLLATE "C",
	settled_reason TEXT COLLATE "C",
	interest_minor BIGINT,
	interest_days BIGINT,
	interest_percent TEXT COLLATE "C",
	announcement_id TEXT COLLATE "C",
	debit_note_id TEXT COLLATE "C",
	id TEXT COLLATE "C" NOT NULL,
	version BIGINT NOT NULL,
	CONSTRAINT pk_recovery PRIMARY KEY (id),
	CONSTRAINT uq_recovery_final_amount_id UNIQUE (final_amount_id),
	CONSTRAINT ck_recovery_state_known CHECK (state IN ('pre_info', 'observations', 'debit_note', 'paid', 'offset', 'waived', 'withdrawn')),
	CONSTRAINT ck_recovery_amount_minor_positive CHECK (amount_minor > 0),
	CONSTRAINT ck_recovery_interest_minor_not_negative CHECK (interest_minor >= 0),
	CONSTRAINT fk_recovery_grant_id FOREIGN KEY(grant_id) REFERENCES grant_contract (id),
	CONSTRAINT fk_recovery_final_amount_id FOREIGN KEY(final_amount_id) REFERENCES final_amount (id),
	CONSTRAINT fk_recovery_announcement_id FOREIGN KEY(announcement_id) REFERENCES document (id),
	CONSTRAINT fk_recovery_debit_note_id FOREIGN KEY(debit_note_id) REFERENCES document (id)
)
;
CREATE INDEX ix_recovery_announcement_id ON recovery (announcement_id)
;
CREATE INDEX ix_recovery_debit_note_id ON recovery (debit_note_id)
;
CREATE INDEX ix_recovery_final_amount_id ON recovery (final_amount_id)
;
CREATE INDEX ix_recovery_grant_id ON recovery (grant_id)
;
CREATE TABLE report_check (
	report_revision_id TEXT COLLATE "C" NOT NULL,
	question TEXT COLLATE "C" NOT NULL,
	answer TEXT COLLATE "C" NOT NULL,
	remark TEXT COLLATE "C",
	person_id TEXT COLLATE "C" NOT NULL,
	id TEXT COLLATE "C" NOT NULL,
	version BIGINT NOT NULL,
	CONSTRAINT pk_report_check PRIMARY KEY (id),
	CONSTRAINT uq_report_check_report_revision_id_question UNIQUE (report_revision_id, question),
	CONSTRAINT ck_report_check_answer_known CHECK (answer IN ('yes', 'no', 'not_applicable')),
	CONSTRAINT fk_report_check_report_revision_id FOREIGN KEY(report_revision_id) REFERENCES report_revision (id),
	CONSTRAINT fk_report_check_person_id FOREIGN KEY(person_id) REFERENCES person (id)
)
;
CREATE INDEX ix_report_check_person_id ON report_check (person_id)
;
CREATE INDEX ix_report_check_report_revision_id ON report_check (report_revision_id)
;
CREATE TABLE file_content (
	id BIGSERIAL NOT NULL,
	sha256 TEXT COLLATE "C" NOT NULL,
	size BIGINT NOT NULL,
	chunks BIGINT NOT NULL,
	CONSTRAINT pk_file_content PRIMARY KEY (id),
	CONSTRAINT uq_file_content_sha256 UNIQUE (sha256)
)
;
CREATE TABLE file_chunk (
	content_id BIGINT NOT NULL,
	position BIGINT NOT NULL,
	data BYTEA NOT NULL,
	CONSTRAINT pk_file_chunk PRIMARY KEY (content_id, position),
	CONSTRAINT ck_file_chunk_position_positive CHECK (position > 0),
	CONSTRAINT fk_file_chunk_content_id FOREIGN KEY(content_id) REFERENCES file_content (id)
)
;
