import type { Knex } from 'knex'

/**
 * Profiles, the workspace's topics, and what each listed profile is found by (spec 7-directory).
 *
 * `topic_names` holds each topic's name and synonyms, folded; its key is what keeps two spellings of one topic from
 * becoming two topics. `listings` has a row for each word and topic that a listed profile is found by, and one with the
 * empty term by which all are; `lot` shuffles them once and for all, so that a search for anything is one bounded range of its key,
 * entered at another place by each reader. `listing_words` has each word in it once, to forgive typing errors.
 *
 * `members.number` counts members in the order in which the app met them: it deals readers out evenly over the lots.
 */
export const up = async (knex: Knex): Promise<void> => {
  await knex.raw(/* sql */ `
    create extension if not exists pg_trgm;

    alter table members add column number bigint generated always as identity;

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

    create table topics (
      workspace_id text not null references workspaces on delete cascade,
      id text not null,
      name text not null check (char_length(name) between 1 and 60),
      retired_at timestamptz,
      primary key (workspace_id, id)
    );

    create table topic_names (
      workspace_id text not null,
      folded text not null check (folded <> ''),
      topic_id text not null,
      primary key (workspace_id, folded),
      foreign key (workspace_id, topic_id) references topics on delete cascade
    );
    create index topic_names_of_topic on topic_names (workspace_id, topic_id);
    create index topic_names_alike on topic_names using gist (workspace_id, folded gist_trgm_ops);

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

    create table avoidances (
      workspace_id text not null,
      member_id text not null,
      avoided_id text not null,
      primary key (workspace_id, member_id, avoided_id),
      foreign key (workspace_id, member_id) references members on delete cascade,
      foreign key (workspace_id, avoided_id) references members on delete cascade,
      check (member_id <> avoided_id)
    );
    create index avoidances_of_avoided on avoidances (workspace_id, avoided_id);

    create table listings (
      workspace_id text not null,
      listed_as text not null check (listed_as in ('mentor', 'seeker')),
      term text not null,
      lot integer not null generated always as (hashtext(member_id)) stored,
      member_id text not null,
      primary key (workspace_id, listed_as, term, lot, member_id),
      foreign key (workspace_id, member_id) references profiles on delete cascade
    );
    create index listings_of_member on listings (workspace_id, member_id);

    create table listing_words (
      workspace_id text not null references workspaces on delete cascade,
      word text not null check (word <> ''),
      primary key (workspace_id, word)
    );
    create index listing_words_alike on listing_words using gist (workspace_id, word gist_trgm_ops);

    select raise_walls();
  `)
}

/** Keeps the extension: others may use it. */
export const down = async (knex: Knex): Promise<void> => {
  await knex.raw(/* sql */ `
    drop table listing_words, listings, avoidances, profile_topics, topic_names, topics, profiles;
    alter table members drop column number;
  `)
}
