//! Which database, and connections to it.

use std::fmt;
use std::time::Duration;

use deadpool_postgres::{Hook, HookError, Manager, ManagerConfig, Pool, RecyclingMethod, Runtime};
use tokio::time::timeout;
use tokio_postgres::config::{Host, SslMode};
use tokio_postgres::{Config, NoTls};
use tokio_postgres_rustls::MakeRustlsConnect;

use crate::store::{StoreError, Unreadable};

/// So long we wait for a connection before we say that the database is away.
const LONGEST_WAIT: Duration = Duration::from_secs(4);

/// Told to every session. A program that was cut off in the middle must not hold its locks for
/// ever, a commit is on the disk before it is answered, and every plan is made for the sizes the
/// tables have now: they grow from nothing within a minute.
const SETTINGS: [&str; 4] = [
    "SET statement_timeout = '15s'",
    "SET idle_in_transaction_session_timeout = '15s'",
    "SELECT set_config('synchronous_commit', 'on', false)
     WHERE current_setting('synchronous_commit') = 'off'",
    "SET plan_cache_mode = 'force_custom_plan'",
];

/// `postgres://user@host/database`. Without a password in it, `PGPASSWORD` is asked.
#[derive(Clone)]
pub struct DatabaseUrl {
    config: Config,
}

#[derive(Debug, thiserror::Error)]
pub enum NotADatabase {
    #[error("postgres://user@host/database is wanted")]
    Shape,
    /// Which one is not told: it may be a password with a letter that stands for something else.
    #[error("unknown part in the URL")]
    UnknownPart,
    #[error("a host is missing")]
    NoHost,
}

impl DatabaseUrl {
    pub fn read(url: &str, password: Option<&str>) -> Result<Self, NotADatabase> {
        if !(url.starts_with("postgres://") || url.starts_with("postgresql://")) {
            return Err(NotADatabase::Shape);
        }
        // The parser's own error may repeat what it could not read.
        let config = url.parse::<Config>();
        let mut config = config.map_err(|_| NotADatabase::UnknownPart)?;
        if let (None, Some(password)) = (config.get_password(), password) {
            config.password(password);
        }
        if config.get_hosts().is_empty() {
            return Err(NotADatabase::NoHost);
        }
        // What is said to another machine is said to that machine only; a wish for less has to
        // be written down.
        if !asks_for_ssl_mode(url) {
            config.ssl_mode(match is_local(&config) {
                true => SslMode::Disable,
                false => SslMode::Require,
            });
        }
        config.application_name("afterbell");
        config.connect_timeout(LONGEST_WAIT);
        config.tcp_user_timeout(Duration::from_secs(10));
        config.keepalives_idle(Duration::from_secs(10));
        config.keepalives_interval(Duration::from_secs(3));
        config.keepalives_retries(3);
        Ok(Self { config })
    }

    /// So many connections, opened as they are needed.
    pub(super) fn pool(&self, most: usize) -> Result<Pool, StoreError> {
        let fast = ManagerConfig {
            recycling_method: RecyclingMethod::Fast,
        };
        let config = self.config.clone();
        let manager = match config.get_ssl_mode() {
            SslMode::Disable => Manager::from_config(config, NoTls, fast),
            _ => Manager::from_config(config, tls()?, fast),
        };
        let pool = Pool::builder(manager)
            .max_size(most)
            .runtime(Runtime::Tokio1)
            .wait_timeout(Some(LONGEST_WAIT))
            .create_timeout(Some(LONGEST_WAIT))
            .post_create(Hook::async_fn(|client, _| {
                Box::pin(async move {
                    // The pool itself waits for a hook without end.
                    let settled = timeout(LONGEST_WAIT, settle(client)).await;
                    let settled = settled.map_err(|_| HookError::message("no answer"))?;
                    settled.map_err(HookError::Backend)
                })
            }))
            .build();
        pool.map_err(StoreError::failed)
    }
}

/// Without user and password.
impl fmt::Display for DatabaseUrl {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let host = match self.config.get_hosts().first() {
            Some(Host::Tcp(name)) => name.clone(),
            #[cfg(unix)]
            Some(Host::Unix(folder)) => folder.display().to_string(),
            None => String::new(),
        };
        let name = self.config.get_dbname().unwrap_or_default();
        write!(f, "postgres://{host}/{name}")
    }
}

/// Behind the host: what stands before it may be a password, with any mark in it.
fn asks_for_ssl_mode(url: &str) -> bool {
    let host = url.rsplit_once('@').map_or(url, |(_, host)| host);
    let options = host.split_once('?').map_or("", |(_, options)| options);
    let mut options = options.split('&');
    options.any(|option| option.starts_with("sslmode="))
}

fn is_local(config: &Config) -> bool {
    config.get_hosts().iter().all(|host| match host {
        Host::Tcp(name) => matches!(name.as_str(), "localhost" | "127.0.0.1" | "::1" | "[::1]"),
        #[cfg(unix)]
        Host::Unix(_) => true,
    })
}

/// The certificates this machine trusts; `SSL_CERT_FILE` names others.
fn tls() -> Result<MakeRustlsConnect, StoreError> {
    let (tls, _unreadable) =
        MakeRustlsConnect::with_native_certs().map_err(|_| Unreadable::NoCertificates)?;
    Ok(tls)
}

async fn settle(client: &tokio_postgres::Client) -> Result<(), tokio_postgres::Error> {
    for setting in SETTINGS {
        match client.batch_execute(setting).await {
            // A database that does not know a setting does without.
            Err(error) if error.as_db_error().is_some() => {
                tracing::debug!(setting, "setting_not_known");
            }
            done => done?,
        }
    }
    Ok(())
}

#[cfg(test)]
mod tests {
    use super::*;

    fn read(url: &str) -> DatabaseUrl {
        DatabaseUrl::read(url, Some("from the environment")).unwrap()
    }

    #[test]
    fn neither_user_nor_password_is_ever_shown() {
        let url = read("postgres://clerk:secret@db.example/school?sslmode=require");
        assert_eq!(url.to_string(), "postgres://db.example/school");
        assert_eq!(url.config.get_password(), Some(b"secret".as_slice()));
        let url = read("postgres://clerk@localhost/school");
        let environment = b"from the environment".as_slice();
        assert_eq!(url.config.get_password(), Some(environment));
        for wrong in ["mysql://x", "postgres://secret@host:port/x", "postgres:///"] {
            let told = DatabaseUrl::read(wrong, None).err().unwrap().to_string();
            assert!(!told.contains("secret"), "{told}");
        }
    }

    #[test]
    fn another_machine_is_spoken_to_in_secret() {
        for (url, mode) in [
            ("postgres://localhost/x", SslMode::Disable),
            ("postgres://%2Frun%2Fpostgresql/x", SslMode::Disable),
            ("postgres://db.example/x", SslMode::Require),
            ("postgres://db.example/x?sslmode=disable", SslMode::Disable),
            (
                "postgres://db.example/x?connect_timeout=1&sslmode=disable",
                SslMode::Disable,
            ),
            // A password, not a wish.
            ("postgres://u:sslmode=1@db.example/x", SslMode::Require),
            ("postgres://u:?sslmode=1@db.example/x", SslMode::Require),
        ] {
            assert_eq!(read(url).config.get_ssl_mode(), mode, "{url}");
        }
    }
}
