//! A database of our own in a cluster that somebody else started.

use anyhow::Result;
use tokio_postgres::NoTls;

pub struct Database {
    cluster: String,
    name: String,
}

impl Database {
    pub async fn create(cluster: &str) -> Result<Self> {
        let bits: [u8; 8] = afterbell_api::secret::random_bytes()?;
        let database = Self {
            cluster: cluster.to_owned(),
            name: format!("bench_{:016x}", u64::from_be_bytes(bits)),
        };
        database.order("CREATE DATABASE").await?;
        Ok(database)
    }

    pub fn address(&self) -> String {
        format!("{}/{}", self.cluster, self.name)
    }

    pub async fn remove(self) -> Result<()> {
        // Whoever is still in it is put out: a server that was killed leaves its connections.
        self.order("DROP DATABASE").await
    }

    async fn order(&self, order: &str) -> Result<()> {
        let (client, connection) =
            tokio_postgres::connect(&format!("{}/postgres", self.cluster), NoTls).await?;
        tokio::spawn(connection);
        let force = if order.starts_with("DROP") {
            " WITH (FORCE)"
        } else {
            ""
        };
        let order = format!("{order} {}{force}", self.name);
        Ok(client.batch_execute(&order).await?)
    }
}
