//! The operators by name.
//!
//! Owns: which operators there are. In: a name. Out: an [`Operator`]. Must not: test anything.

use crate::engine::json::Text;

/// What an operator asks of the value of an attribute.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
#[allow(missing_docs)]
pub enum Operator {
    /// A value that stands alone.
    Plain,
    Equal,
    Differ,
    Less,
    LessOrEqual,
    Greater,
    GreaterOrEqual,
    Between,
    In,
    NotIn,
    InFold,
    NotInFold,
    All,
    AllFold,
    Regex,
    RegexFold,
    Exists,
    Type,
    Size,
    ElemMatch,
    Not,
    VersionEqual,
    VersionDiffer,
    VersionLess,
    VersionLessOrEqual,
    VersionGreater,
    VersionGreaterOrEqual,
    InGroup,
    NotInGroup,
    Contains,
    StartsWith,
    EndsWith,
    Glob,
    Within,
    Ref,
}

/// Every operator on one attribute, sorted by name, since [`operator`] searches by halves.
pub const OPERATORS: [(Text, Operator); 34] = [
    ("$all", Operator::All),
    ("$alli", Operator::AllFold),
    ("$between", Operator::Between),
    ("$contains", Operator::Contains),
    ("$elemMatch", Operator::ElemMatch),
    ("$endsWith", Operator::EndsWith),
    ("$eq", Operator::Equal),
    ("$exists", Operator::Exists),
    ("$glob", Operator::Glob),
    ("$gt", Operator::Greater),
    ("$gte", Operator::GreaterOrEqual),
    ("$in", Operator::In),
    ("$inGroup", Operator::InGroup),
    ("$ini", Operator::InFold),
    ("$lt", Operator::Less),
    ("$lte", Operator::LessOrEqual),
    ("$ne", Operator::Differ),
    ("$nin", Operator::NotIn),
    ("$nini", Operator::NotInFold),
    ("$not", Operator::Not),
    ("$notInGroup", Operator::NotInGroup),
    ("$ref", Operator::Ref),
    ("$regex", Operator::Regex),
    ("$regexi", Operator::RegexFold),
    ("$size", Operator::Size),
    ("$startsWith", Operator::StartsWith),
    ("$type", Operator::Type),
    ("$veq", Operator::VersionEqual),
    ("$vgt", Operator::VersionGreater),
    ("$vgte", Operator::VersionGreaterOrEqual),
    ("$vlt", Operator::VersionLess),
    ("$vlte", Operator::VersionLessOrEqual),
    ("$vne", Operator::VersionDiffer),
    ("$within", Operator::Within),
];

/// Whether a key is one of ours, and not an attribute's.
#[must_use]
pub fn is_special(key: &str) -> bool {
    key.as_bytes().first() == Some(&b'$')
}

/// The operator of a name: a binary search, since files have thousands of them.
#[must_use]
pub fn operator(name: &str) -> Option<Operator> {
    let mut rest = OPERATORS.as_slice();
    while let Some((known, found)) = rest.get(rest.len() / 2) {
        let (before, behind) = rest.split_at_checked(rest.len() / 2)?;
        rest = match name.cmp(known) {
            core::cmp::Ordering::Less => before,
            core::cmp::Ordering::Equal => return Some(*found),
            core::cmp::Ordering::Greater => behind.get(1..)?,
        };
    }
    None
}

/// A key that may be in an attribute's place.
#[derive(Clone, Copy)]
pub enum Connective {
    /// Every condition of a list.
    And,
    /// One of a list.
    Or,
    /// None of a list.
    Nor,
    /// The opposite of a condition.
    Not,
    /// A condition by its name.
    Audience,
    /// How often an event happened.
    Did,
    /// The variant of another experience, or what came of it.
    Variant,
    /// The value of a flag.
    Flag,
}

/// The connectives, by name.
pub const CONNECTIVES: [(Text, Connective); 8] = [
    ("$and", Connective::And),
    ("$or", Connective::Or),
    ("$nor", Connective::Nor),
    ("$not", Connective::Not),
    ("$audience", Connective::Audience),
    ("$did", Connective::Did),
    ("$variant", Connective::Variant),
    ("$flag", Connective::Flag),
];

/// The connective of a name.
#[must_use]
pub fn connective(name: &str) -> Option<Connective> {
    let found = CONNECTIVES.iter().find(|(known, _)| *known == name);
    found.map(|(_, connective)| *connective)
}
