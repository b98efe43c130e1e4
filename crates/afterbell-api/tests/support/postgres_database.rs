//! A fresh database for one test, in the cluster that `cargo xtask test` has started.

use afterbell_api::secret::random_bytes;
use afterbell_api::store::postgres::DatabaseUrl;
use tokio_postgres::{Client, NoTls};

/// Where the cluster is: `postgres://user@host:port`, with a superuser.
const CLUSTER: &str = "AFTERBELL_TEST_POSTGRES";

/// Gone with the test.
pub struct Database {
    cluster: String,
    name: String,
}

impl Database {
    pub fn new() -> Self {
        let cluster = std::env::var(CLUSTER);
        Self::in_cluster(&cluster.expect("AFTERBELL_TEST_POSTGRES names a cluster"))
    }

    pub fn in_cluster(cluster: &str) -> Self {
        let cluster = cluster.to_owned();
        let bits: [u8; 8] = random_bytes().expect("bits");
        let name = format!("test_{:016x}", u64::from_be_bytes(bits));
        let database = Self { cluster, name };
        database.order_cluster(&format!("CREATE DATABASE {}", database.name));
        database
    }

    pub fn address(&self) -> String {
        format!("{}/{}", self.cluster, self.name)
    }

    #[allow(dead_code)] // Not every binary of tests opens a store itself.
    pub fn url(&self) -> DatabaseUrl {
        DatabaseUrl::read(&self.address(), None).expect("a URL")
    }

    /// Carries out an order in this database.
    #[allow(dead_code)] // Not every binary of tests looks that deep.
    pub fn order(&self, order: &str) -> Result<(), tokio_postgres::Error> {
        run(obey(self.address(), order.to_owned()))
    }

    /// The one text that a question has for an answer.
    #[allow(dead_code)] // Not every binary of tests looks that deep.
    pub fn answer(&self, question: &str) -> String {
        let talk = async {
            let client = connect(&self.address()).await?;
            let said = client.simple_query(question).await?;
            let text = said.iter().find_map(|message| match message {
                tokio_postgres::SimpleQueryMessage::Row(row) => row.get(0).map(str::to_owned),
                _ => None,
            });
            Ok(text.expect("a row"))
        };
        run(talk).expect("an answer")
    }

    /// Every step of the schema was made, and each once.
    #[allow(dead_code)] // Not every binary of tests begins with nothing.
    pub fn has_whole_schema(&self) -> bool {
        let schema = concat!(env!("CARGO_MANIFEST_DIR"), "/src/store/postgres/schema");
        let files = std::fs::read_dir(schema).expect("the schema's folder");
        let names = files.map(|file| file.expect("a file").file_name());
        let steps = names.filter(|name| name.as_encoded_bytes().starts_with(b"0"));
        let done = self.answer("SELECT concat_ws(' ', max(done), count(*)) FROM schema_step");
        done == format!("{} 1", steps.count())
    }

    /// Takes what an order takes, such as a lock, and keeps it until it is dropped.
    #[allow(dead_code)] // Not every binary of tests needs it.
    pub fn hold(&self, order: &str) -> Held {
        let runtime = tokio::runtime::Builder::new_multi_thread()
            .worker_threads(1)
            .enable_all()
            .build();
        let runtime = runtime.expect("a runtime");
        let holding = async {
            let client = connect(&self.address()).await?;
            client.batch_execute(&format!("BEGIN; {order}")).await?;
            Ok::<_, tokio_postgres::Error>(client)
        };
        let client = runtime.block_on(holding).expect("it is held");
        Held {
            _client: client,
            _runtime: runtime,
        }
    }

    /// Cuts off all servers of ours.
    #[allow(dead_code)] // Not every binary of tests needs it.
    pub fn cut_off_servers(&self) -> u32 {
        let answer = self.answer(
            "SELECT count(pg_terminate_backend(pid)) FROM pg_stat_activity
             WHERE datname = current_database() AND application_name = 'afterbell'",
        );
        answer.parse().expect("a number")
    }

    /// Nobody gets in, and whoever is in is put out.
    #[allow(dead_code)] // Not every binary of tests needs it.
    pub fn shut(&self) {
        let name = &self.name;
        self.order_cluster(&format!("ALTER DATABASE {name} ALLOW_CONNECTIONS false"));
        self.order_cluster(&format!(
            "SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE datname = '{name}'"
        ));
    }

    #[allow(dead_code)] // Not every binary of tests needs it.
    pub fn reopen(&self) {
        let name = &self.name;
        self.order_cluster(&format!("ALTER DATABASE {name} ALLOW_CONNECTIONS true"));
    }

    fn order_cluster(&self, order: &str) {
        let address = format!("{}/postgres", self.cluster);
        run(obey(address, order.to_owned())).expect("the cluster obeys");
    }
}

/// A transaction that is not ended.
pub struct Held {
    _client: Client,
    _runtime: tokio::runtime::Runtime,
}

impl Drop for Database {
    fn drop(&mut self) {
        self.order_cluster(&format!("DROP DATABASE {} WITH (FORCE)", self.name));
    }
}

async fn obey(address: String, order: String) -> Result<(), tokio_postgres::Error> {
    connect(&address).await?.batch_execute(&order).await
}

fn run<T: Send>(
    talk: impl Future<Output = Result<T, tokio_postgres::Error>> + Send,
) -> Result<T, tokio_postgres::Error> {
    let runtime = tokio::runtime::Builder::new_current_thread()
        .enable_all()
        .build();
    // On a thread of its own, since a test may be in a runtime already.
    std::thread::scope(|scope| {
        let talking = scope.spawn(|| runtime.expect("a runtime").block_on(talk));
        talking.join().expect("a talk")
    })
}

async fn connect(address: &str) -> Result<Client, tokio_postgres::Error> {
    let (client, connection) = tokio_postgres::connect(address, NoTls).await?;
    tokio::spawn(connection);
    Ok(client)
}
