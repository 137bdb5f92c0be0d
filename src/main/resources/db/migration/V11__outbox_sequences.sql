-- The last sequence id given to a message of a topic, by which the broker drops repeats.
CREATE TABLE IF NOT EXISTS outbox_sequences (
    topic TEXT PRIMARY KEY,
    last_sequence BIGINT NOT NULL
);
