#include "LanguageModels.h"

static const unsigned char countries_bytes[] = {
#embed "Gazetteers/countries.txt"
};
static const unsigned char regions_bytes[] = {
#embed "Gazetteers/regions.txt"
};
static const unsigned char organizations_bytes[] = {
#embed "Gazetteers/organizations.txt"
};
static const unsigned char titles_bytes[] = {
#embed "Gazetteers/titles.txt"
};
static const unsigned char cities_bytes[] = {
#embed "Gazetteers/cities.txt"
};

FWEmbedded fw_countries(void) { return (FWEmbedded){countries_bytes, sizeof countries_bytes}; }
FWEmbedded fw_regions(void) { return (FWEmbedded){regions_bytes, sizeof regions_bytes}; }
FWEmbedded fw_organizations(void) {
  return (FWEmbedded){organizations_bytes, sizeof organizations_bytes};
}
FWEmbedded fw_titles(void) { return (FWEmbedded){titles_bytes, sizeof titles_bytes}; }
FWEmbedded fw_cities(void) { return (FWEmbedded){cities_bytes, sizeof cities_bytes}; }
static const unsigned char known_bodies_bytes[] = {
#embed "Gazetteers/known_bodies.txt"
};
FWEmbedded fw_known_bodies(void) {
  return (FWEmbedded){known_bodies_bytes, sizeof known_bodies_bytes};
}

static const unsigned char given_names_bytes[] = {
#embed "Gazetteers/given_names_gender.txt"
};
FWEmbedded fw_given_names(void) { return (FWEmbedded){given_names_bytes, sizeof given_names_bytes}; }
static const unsigned char leaders_bytes[] = {
#embed "Gazetteers/leaders.txt"
};
FWEmbedded fw_leaders(void) { return (FWEmbedded){leaders_bytes, sizeof leaders_bytes}; }
static const unsigned char roles_bytes[] = {
#embed "Gazetteers/roles.txt"
};
FWEmbedded fw_roles(void) { return (FWEmbedded){roles_bytes, sizeof roles_bytes}; }
static const unsigned char name_words_bytes[] = {
#embed "Gazetteers/name_words.txt"
};
FWEmbedded fw_name_words(void) { return (FWEmbedded){name_words_bytes, sizeof name_words_bytes}; }
static const unsigned char times_bytes[] = {
#embed "Gazetteers/times.txt"
};

FWEmbedded fw_times(void) { return (FWEmbedded){times_bytes, sizeof times_bytes}; }
static const unsigned char reporting_verbs_bytes[] = {
#embed "Gazetteers/reporting_verbs.txt"
};
static const unsigned char reporting_nouns_bytes[] = {
#embed "Gazetteers/reporting_nouns.txt"
};
static const unsigned char office_synonyms_bytes[] = {
#embed "Gazetteers/office_synonyms.txt"
};
static const unsigned char source_nouns_bytes[] = {
#embed "Gazetteers/source_nouns.txt"
};

FWEmbedded fw_reporting_verbs(void) {
  return (FWEmbedded){reporting_verbs_bytes, sizeof reporting_verbs_bytes};
}
FWEmbedded fw_reporting_nouns(void) {
  return (FWEmbedded){reporting_nouns_bytes, sizeof reporting_nouns_bytes};
}
FWEmbedded fw_office_synonyms(void) {
  return (FWEmbedded){office_synonyms_bytes, sizeof office_synonyms_bytes};
}
FWEmbedded fw_source_nouns(void) {
  return (FWEmbedded){source_nouns_bytes, sizeof source_nouns_bytes};
}

static const unsigned char event_verbs_bytes[] = {
#embed "Lexicons/event_verbs.txt"
};
static const unsigned char event_nouns_bytes[] = {
#embed "Lexicons/event_nouns.txt"
};
static const unsigned char event_contexts_bytes[] = {
#embed "Lexicons/event_contexts.txt"
};
static const unsigned char actor_nouns_bytes[] = {
#embed "Lexicons/actor_nouns.txt"
};
static const unsigned char event_words_bytes[] = {
#embed "Lexicons/event_words.txt"
};
static const unsigned char event_confidence_bytes[] = {
#embed "Lexicons/event_confidence.txt"
};
static const unsigned char background_evidence_bytes[] = {
#embed "Lexicons/background_evidence.txt"
};
static const unsigned char entity_words_bytes[] = {
#embed "Lexicons/entity_words.txt"
};

FWEmbedded fw_event_verbs(void) {
  return (FWEmbedded){event_verbs_bytes, sizeof event_verbs_bytes};
}
FWEmbedded fw_event_nouns(void) {
  return (FWEmbedded){event_nouns_bytes, sizeof event_nouns_bytes};
}
FWEmbedded fw_event_contexts(void) {
  return (FWEmbedded){event_contexts_bytes, sizeof event_contexts_bytes};
}
FWEmbedded fw_actor_nouns(void) {
  return (FWEmbedded){actor_nouns_bytes, sizeof actor_nouns_bytes};
}
FWEmbedded fw_event_words(void) {
  return (FWEmbedded){event_words_bytes, sizeof event_words_bytes};
}
FWEmbedded fw_event_confidence(void) {
  return (FWEmbedded){event_confidence_bytes, sizeof event_confidence_bytes};
}
FWEmbedded fw_background_evidence(void) {
  return (FWEmbedded){background_evidence_bytes, sizeof background_evidence_bytes};
}
FWEmbedded fw_entity_words(void) {
  return (FWEmbedded){entity_words_bytes, sizeof entity_words_bytes};
}

static const unsigned char topics_bytes[] = {
#embed "Lexicons/topics.txt"
};
FWEmbedded fw_topics(void) { return (FWEmbedded){topics_bytes, sizeof topics_bytes}; }

static const unsigned char trigger_words_bytes[] = {
#embed "Lexicons/trigger_words.txt"
};
FWEmbedded fw_trigger_words(void) {
  return (FWEmbedded){trigger_words_bytes, sizeof trigger_words_bytes};
}

_Alignas(64) static const unsigned char lexicon_bytes[] = {
#embed "Models/lexicon.bin"
};
_Alignas(64) static const unsigned char tagger_bytes[] = {
#embed "Models/tagger.bin"
};
_Alignas(64) static const unsigned char parser_bytes[] = {
#embed "Models/parser.bin"
};
_Alignas(64) static const unsigned char names_bytes[] = {
#embed "Models/names.bin"
};
_Alignas(64) static const unsigned char lemmas_bytes[] = {
#embed "Models/lemmas.bin"
};
_Alignas(64) static const unsigned char triggers_bytes[] = {
#embed "Models/triggers.bin"
};

FWEmbedded fw_model_lexicon(void) { return (FWEmbedded){lexicon_bytes, sizeof lexicon_bytes}; }
FWEmbedded fw_model_tagger(void) { return (FWEmbedded){tagger_bytes, sizeof tagger_bytes}; }
FWEmbedded fw_model_parser(void) { return (FWEmbedded){parser_bytes, sizeof parser_bytes}; }
FWEmbedded fw_model_names(void) { return (FWEmbedded){names_bytes, sizeof names_bytes}; }
FWEmbedded fw_model_lemmas(void) { return (FWEmbedded){lemmas_bytes, sizeof lemmas_bytes}; }
FWEmbedded fw_model_triggers(void) { return (FWEmbedded){triggers_bytes, sizeof triggers_bytes}; }
