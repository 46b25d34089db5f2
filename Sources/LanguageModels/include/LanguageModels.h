// The trained models and the gazetteers, as bytes in the binary: no files to find at run time.
#ifndef FEEDWATCH_LANGUAGE_MODELS_H
#define FEEDWATCH_LANGUAGE_MODELS_H

#include <stddef.h>

/// Bytes that live as long as the program.
typedef struct {
  const unsigned char *_Nonnull bytes;
  size_t count;
} FWEmbedded;

/// Gazetteers: UTF-8 text, one entry a line, fields parted by '|', comments by '#' at the start.
FWEmbedded fw_countries(void);
FWEmbedded fw_regions(void);
FWEmbedded fw_organizations(void);
FWEmbedded fw_known_bodies(void);
FWEmbedded fw_titles(void);
FWEmbedded fw_cities(void);
FWEmbedded fw_given_names(void);
FWEmbedded fw_leaders(void);
FWEmbedded fw_roles(void);
FWEmbedded fw_name_words(void);
FWEmbedded fw_times(void);

/// Lexicons of reporting: same form; the first lines of each say what its fields are.
FWEmbedded fw_reporting_verbs(void);
FWEmbedded fw_reporting_nouns(void);
FWEmbedded fw_office_synonyms(void);
FWEmbedded fw_source_nouns(void);

/// Lexicons of events: same form; the first lines of each say what its fields are.
FWEmbedded fw_event_verbs(void);
FWEmbedded fw_event_nouns(void);
FWEmbedded fw_event_contexts(void);
FWEmbedded fw_actor_nouns(void);
FWEmbedded fw_event_words(void);
/// Weights: "name | number" a line.
FWEmbedded fw_event_confidence(void);
FWEmbedded fw_trigger_words(void);
FWEmbedded fw_background_evidence(void);

/// Classes of words by which entities are told: same form.
FWEmbedded fw_entity_words(void);

/// The topics and what speaks for each: same form.
FWEmbedded fw_topics(void);

/// Models written by feedwatch-train, aligned to 64 bytes.
FWEmbedded fw_model_lexicon(void);
FWEmbedded fw_model_tagger(void);
FWEmbedded fw_model_parser(void);
FWEmbedded fw_model_names(void);
FWEmbedded fw_model_lemmas(void);
FWEmbedded fw_model_triggers(void);

#endif
