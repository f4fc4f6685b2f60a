-- Everything here is derived from the ledger and can be rebuilt from it. Amounts are whole numbers of the asset's smallest unit;
-- 2^256-1 has 78 digits. Times are those of entries: microseconds, never running back within a partition.

-- How far the projection is: events of the partition with a smaller sequence than next_sequence are in the rows below.
-- Written in the transaction that writes the rows.
CREATE TABLE projection_position (
    partition     int         PRIMARY KEY,
    next_sequence bigint      NOT NULL,
    last_offset   bigint      NOT NULL,
    last_head     text        NOT NULL,
    last_time     timestamptz NOT NULL
);

-- The event processor's token and who may move it.
CREATE TABLE projection_token (
    processor  text NOT NULL,
    segment    int  NOT NULL,
    mask       int  NOT NULL,
    token      jsonb,
    owner      text,
    claimed_at timestamptz,
    PRIMARY KEY (processor, segment)
);

CREATE TABLE account (
    account_id text        PRIMARY KEY,
    partition  int         NOT NULL,
    status     text        NOT NULL,
    opened_at  timestamptz NOT NULL,
    changed_at timestamptz NOT NULL
);

CREATE TABLE balance (
    account_id text          NOT NULL,
    asset      text          NOT NULL,
    available  numeric(78,0) NOT NULL CHECK (available >= 0),
    reserved   numeric(78,0) NOT NULL CHECK (reserved >= 0),
    in_transit numeric(78,0) NOT NULL CHECK (in_transit >= 0),
    PRIMARY KEY (account_id, asset)
) WITH (fillfactor = 80);

CREATE TABLE withdrawal (
    withdrawal_id  uuid          PRIMARY KEY,
    account_id     text          NOT NULL,
    partition      int           NOT NULL,
    asset          text          NOT NULL,
    network        text          NOT NULL,
    amount         numeric(78,0) NOT NULL,
    fee            numeric(78,0) NOT NULL,
    address        text          NOT NULL,
    memo           text,
    status         text          NOT NULL,
    -- What the last withdrawal-held named, and all that any of them named.
    held_by        uuid[]        NOT NULL DEFAULT '{}',
    pause_ids      uuid[]        NOT NULL DEFAULT '{}',
    requested_at   timestamptz   NOT NULL,
    changed_at     timestamptz   NOT NULL
) WITH (fillfactor = 80);

-- Keyset pages run newest first over (requested_at, withdrawal_id), alone or behind one filter.
CREATE INDEX withdrawal_page ON withdrawal (requested_at DESC, withdrawal_id DESC);
CREATE INDEX withdrawal_account_page ON withdrawal (account_id, requested_at DESC, withdrawal_id DESC);
CREATE INDEX withdrawal_status_page ON withdrawal (status, requested_at DESC, withdrawal_id DESC);
CREATE INDEX withdrawal_asset_page ON withdrawal (asset, requested_at DESC, withdrawal_id DESC);
CREATE INDEX withdrawal_network_page ON withdrawal (network, requested_at DESC, withdrawal_id DESC);
CREATE INDEX withdrawal_pause ON withdrawal USING gin (pause_ids) WHERE pause_ids <> '{}';

CREATE TABLE withdrawal_event (
    withdrawal_id uuid        NOT NULL,
    partition     int         NOT NULL,
    sequence      bigint      NOT NULL,
    event         text        NOT NULL,
    at            timestamptz NOT NULL,
    actor         text        NOT NULL,
    position      text        NOT NULL,
    detail        jsonb       NOT NULL,
    PRIMARY KEY (withdrawal_id, sequence)
);

-- Double entry: debits positive, credits negative; the lines of one event sum to zero per asset.
CREATE TABLE posting (
    partition  int           NOT NULL,
    sequence   bigint        NOT NULL,
    line       smallint      NOT NULL,
    book       text          NOT NULL,
    account_id text,
    asset      text          NOT NULL,
    amount     numeric(79,0) NOT NULL,
    at         timestamptz   NOT NULL,
    PRIMARY KEY (partition, sequence, line)
);
CREATE INDEX posting_account ON posting (account_id, asset, sequence) WHERE account_id IS NOT NULL;

-- One pause is one row with a fence in every partition, never a pause a partition.
CREATE TABLE pause (
    pause_id       uuid        PRIMARY KEY,
    scope_kind     text        NOT NULL,
    scope_asset    text,
    scope_network  text,
    mode           text        NOT NULL,
    reason         text        NOT NULL,
    reason_class   text        NOT NULL,
    incident       text,
    public_message text        NOT NULL,
    expected_end   timestamptz,
    opened_by      text        NOT NULL,
    opened_at      timestamptz NOT NULL
);

-- A resumption may come before the opening that it voids: then position and opened_at stay empty.
CREATE TABLE pause_fence (
    pause_id         uuid NOT NULL,
    partition        int  NOT NULL,
    position         text,
    opened_at        timestamptz,
    resumed_position text,
    resumed_at       timestamptz,
    resumption_id    uuid,
    PRIMARY KEY (pause_id, partition)
);

CREATE TABLE resumption (
    resumption_id   uuid        NOT NULL,
    pause_id        uuid        NOT NULL,
    reason          text        NOT NULL,
    rate_per_second int,
    decided_by      text        NOT NULL,
    decided_at      timestamptz NOT NULL,
    position        text        NOT NULL,
    PRIMARY KEY (resumption_id, pause_id)
);
