use super::DrawObstacle;
use crate::draw::PublishedFile;

/// 抽签步骤, in the order in which they are taken.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum DrawStep {
    /// 承诺
    Commit,
    /// 公布名单
    Close,
    /// 揭晓
    Reveal,
    /// 录取
    Run,
}

impl DrawStep {
    pub const ALL: [Self; 4] = [Self::Commit, Self::Close, Self::Reveal, Self::Run];

    /// The file by which it is seen that it was taken.
    pub fn file(self) -> PublishedFile {
        match self {
            Self::Commit => PublishedFile::Commitment,
            Self::Close => PublishedFile::Closing,
            Self::Reveal => PublishedFile::Reveal,
            Self::Run => PublishedFile::Results,
        }
    }

    /// What keeps a further step of a draw from being taken after these files: one that comes before it
    /// is missing, or it was taken. Each is taken once.
    pub fn out_of_turn(self, published: &[PublishedFile]) -> Option<DrawObstacle> {
        let mut before = Self::ALL.into_iter().take_while(|step| *step < self);
        let missing = before.find(|step| !published.contains(&step.file()));
        match missing {
            Some(Self::Commit) => Some(DrawObstacle::NotCommitted),
            Some(Self::Close) => Some(DrawObstacle::NotClosed),
            Some(_) => Some(DrawObstacle::NotRevealed),
            None => {
                let file = self.file();
                let was_taken = published.contains(&file);
                was_taken.then_some(DrawObstacle::PublishedBefore { file })
            }
        }
    }
}
