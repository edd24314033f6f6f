-- A row of the outbox knows a parcel or a message by its id alone: without these indexes each was looked for among all.
create unique index parcels_id on parcels (id);
create unique index messages_id on messages (id);
