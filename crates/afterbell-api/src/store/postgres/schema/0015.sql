-- 平台账号: links of phones that were signed in and gave their chat app the account without asking. Nobody agreed to
-- them, so they end, with the sessions that they opened; the code of the child's letter links anew.
UPDATE session SET revoked_at = to_char(now() AT TIME ZONE 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS"+00:00"')
WHERE revoked_at IS NULL AND token IN (
    SELECT host_session.token FROM host_session
    JOIN host_account ON host_account.number = host_session.host_account
    WHERE host_account.linked_by = 'session'
);

UPDATE host_account SET unlinked_at = to_char(now() AT TIME ZONE 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS"+00:00"')
WHERE linked_by = 'session' AND unlinked_at IS NULL;
