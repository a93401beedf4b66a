import type { Knex } from 'knex'

/**
 * Profiles, the workspace's topics, and what each listed profile is found by (spec 7-directory; why these tables and no
 * full-text index: docs/decisions/0013-search-by-terms.md).
 *
 * `listings` has a row for each word and topic that a listed profile is found by, and one with the empty term by which
 * all are. `lot` shuffles them once and for all, so that a search for anything is one bounded range of the key, which
 * each reader enters at another place. `directory_words` has each word of profiles and topics once, `directory_slips`
 * each of them with one letter left out, to forgive typing errors. Words are compared byte by byte (`collate "C"`), so
 * that those with one beginning are one range too.
 *
 * `members.number` counts members in the order in which the app met them: it deals readers out evenly over the lots.
 */
export const up = async (knex: Knex): Promise<void> => {
  await knex.raw(/* sql */ `
    alter table members add column number bigint not null generated always as identity;

    create table profiles (
      workspace_id text not null,
      member_id text not null,
      mentors boolean not null,
      seeks boolean not null,
      headline text not null check (char_length(headline) <= 120),
      about text not null check (char_length(about) <= 600),
      mentee_limit integer check (mentee_limit between 1 and 20),
      takes_suggestions boolean not null,
      updated_at timestamptz not null,
      primary key (workspace_id, member_id),
      foreign key (workspace_id, member_id) references members on delete cascade
    );

    /* A topic that was merged into another stays, so that a form opened before still finds the other by it. */
    create table topics (
      workspace_id text not null references workspaces on delete cascade,
      id text not null,
      name text not null check (char_length(name) between 1 and 60),
      retired_at timestamptz,
      merged_into text,
      primary key (workspace_id, id),
      foreign key (workspace_id, merged_into) references topics,
      check (merged_into <> id)
    );
    create index topics_merged_into on topics (workspace_id, merged_into) where merged_into is not null;

    /* Names and synonyms, folded: two spellings of one topic cannot become two. */
    create table topic_names (
      workspace_id text not null,
      folded text collate "C" not null check (folded <> ''),
      topic_id text not null,
      primary key (workspace_id, folded),
      foreign key (workspace_id, topic_id) references topics on delete cascade
    );
    create index topic_names_of_topic on topic_names (workspace_id, topic_id);

    /* The words of those names, and each whole name as one word. */
    create table topic_words (
      workspace_id text not null,
      word text collate "C" not null,
      topic_id text not null,
      primary key (workspace_id, word, topic_id),
      foreign key (workspace_id, topic_id) references topics on delete cascade
    );
    create index topic_words_of_topic on topic_words (workspace_id, topic_id);

    create table profile_topics (
      workspace_id text not null,
      member_id text not null,
      side text not null check (side in ('helps', 'learns')),
      topic_id text not null,
      place smallint not null,
      primary key (workspace_id, member_id, side, topic_id),
      foreign key (workspace_id, member_id) references profiles on delete cascade,
      foreign key (workspace_id, topic_id) references topics on delete cascade
    );
    create index profile_topics_of_topic on profile_topics (workspace_id, topic_id);

    /* The avoided one may be somebody whom the app has not met, so nothing is said about them. */
    create table avoidances (
      workspace_id text not null,
      member_id text not null,
      avoided_id text not null,
      primary key (workspace_id, member_id, avoided_id),
      foreign key (workspace_id, member_id) references members on delete cascade,
      check (member_id <> avoided_id)
    );
    create index avoidances_of_avoided on avoidances (workspace_id, avoided_id);

    create table listings (
      workspace_id text not null,
      listed_as text not null check (listed_as in ('mentor', 'seeker')),
      term text collate "C" not null,
      lot integer not null generated always as (hashtext(member_id)) stored,
      member_id text not null,
      primary key (workspace_id, listed_as, term, lot, member_id),
      foreign key (workspace_id, member_id) references profiles on delete cascade
    );
    create index listings_of_member on listings (workspace_id, member_id);

    create table directory_words (
      workspace_id text not null references workspaces on delete cascade,
      word text collate "C" not null check (word <> ''),
      primary key (workspace_id, word)
    );

    create table directory_slips (
      workspace_id text not null references workspaces on delete cascade,
      slip text collate "C" not null,
      word text collate "C" not null,
      primary key (workspace_id, slip, word)
    );

    select raise_walls();
  `)
}

export const down = async (knex: Knex): Promise<void> => {
  await knex.raw(/* sql */ `
    drop table directory_slips, directory_words, listings, avoidances, profile_topics, topic_words, topic_names, topics,
      profiles;
    alter table members drop column number;
  `)
}
