//! How often one address may ask: a bucket per address and kind of request that fills up steadily. The table lives in
//! memory and is bounded; it is no defence against many addresses at once, and it locks nobody out for longer than the
//! bucket takes to fill.

use std::collections::HashMap;
use std::net::IpAddr;
use std::sync::{Arc, Mutex, PoisonError};

use anyhow::{Result, bail};
use domain::value::Clock;

/// Most addresses kept at once.
const MOST: usize = 100_000;

/// A full table is searched for full buckets at most this often, in milliseconds.
const SWEEP_PAUSE: i64 = 1_000;

/// Kinds of requests that are counted apart.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Class {
    /// Reading pages.
    Page,
    /// Programs reading: `/api` and addresses ending in `.json` and the like.
    Api,
    /// Forms of people who are signed in, autosave among them.
    Form,
    /// Forms anybody can send: they check passwords or send mail.
    Costly,
}

impl Class {
    /// All of them.
    pub const ALL: &'static [Self] = &[Self::Page, Self::Api, Self::Form, Self::Costly];

    /// Requests at once, and milliseconds for each further one. A society behind one address shares a bucket.
    const fn quota(self) -> (u32, u32) {
        match self {
            Self::Page => (300, 50),
            Self::Api => (200, 100),
            Self::Form => (120, 250),
            Self::Costly => (30, 4_000),
        }
    }
}

/// How strict the limits are.
#[derive(Clone, Copy, Debug, PartialEq)]
pub enum Strictness {
    /// No limits, for load tests.
    Off,
    /// The usual limits, this many times as high.
    Times(f64),
}

impl Strictness {
    /// Reads `on`, `off` or a factor.
    ///
    /// # Errors
    /// Anything else, and factors outside of 0.01 to 1000.
    pub fn parse(text: &str) -> Result<Self> {
        match text.trim() {
            "off" => Ok(Self::Off),
            "on" => Ok(Self::Times(1.0)),
            other => match other.parse::<f64>() {
                Ok(factor) if (0.01..=1_000.0).contains(&factor) => Ok(Self::Times(factor)),
                _ => bail!("KYODO_RATE_LIMIT must be on, off or a factor from 0.01 to 1000, not {other:?}"),
            },
        }
    }
}

impl std::fmt::Display for Strictness {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        match self {
            Self::Off => f.pad("off"),
            Self::Times(factor) => f.pad(&factor.to_string()),
        }
    }
}

/// What is left of a bucket.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Allowance {
    /// Size of the bucket.
    pub limit: u32,
    /// Requests left right now.
    pub remaining: u32,
    /// Seconds until one request more is possible, or until the bucket is full.
    pub seconds: u64,
}

/// The buckets of all addresses.
pub struct Limiter {
    clock: Arc<dyn Clock>,
    factor: f64,
    buckets: Mutex<Buckets>,
}

#[derive(Default)]
struct Buckets {
    /// When each bucket is full again, in milliseconds since the epoch.
    full_at: HashMap<(Class, IpAddr), i64>,
    swept_at: i64,
}

impl Limiter {
    /// A limiter, unless limits are off.
    pub fn new(strictness: Strictness, clock: Arc<dyn Clock>) -> Option<Self> {
        match strictness {
            Strictness::Off => None,
            Strictness::Times(factor) => Some(Self {
                clock,
                factor,
                buckets: Mutex::default(),
            }),
        }
    }

    /// Takes one request out of the bucket of a network.
    ///
    /// # Errors
    /// The bucket is empty; the allowance says for how long.
    pub fn take(&self, class: Class, network: IpAddr) -> Result<Allowance, Allowance> {
        let (burst, every) = self.quota(class);
        let most = i64::from(burst) * every;
        let now = self.clock.now().millis();
        let mut buckets = self.buckets.lock().unwrap_or_else(PoisonError::into_inner);
        let owed = buckets
            .full_at
            .get(&(class, network))
            .map_or(0, |full_at| full_at.saturating_sub(now).clamp(0, most));
        let free = most - owed;
        if free < every {
            // Changes nothing, unless the clock was set back, which must not keep anybody out.
            buckets.full_at.insert((class, network), now + owed);
            return Err(Allowance {
                limit: burst,
                remaining: 0,
                seconds: seconds(every - free),
            });
        }
        if buckets.has_room(now, &(class, network)) {
            buckets.full_at.insert((class, network), now + owed + every);
        }
        Ok(Allowance {
            limit: burst,
            remaining: u32::try_from((free - every) / every).unwrap_or(u32::MAX),
            seconds: seconds(owed + every),
        })
    }

    /// The quota times the factor, which is bounded, and a float cast saturates.
    fn quota(&self, class: Class) -> (u32, i64) {
        let (burst, every) = class.quota();
        let burst = (f64::from(burst) * self.factor).max(1.0) as u32;
        let every = (f64::from(every) / self.factor).max(1.0) as i64;
        (burst, every)
    }
}

impl Buckets {
    /// Whether this bucket is kept already or can be. When too many addresses ask at once, new ones are let through
    /// uncounted: somebody with that many addresses would have a fresh bucket each time anyway.
    fn has_room(&mut self, now: i64, key: &(Class, IpAddr)) -> bool {
        if self.full_at.len() < MOST || self.full_at.contains_key(key) {
            return true;
        }
        if now.saturating_sub(self.swept_at).abs() >= SWEEP_PAUSE {
            self.swept_at = now;
            self.full_at.retain(|_, full_at| *full_at > now);
            if self.full_at.len() >= MOST {
                tracing::warn!("too many addresses at once to limit the requests of each");
            }
        }
        self.full_at.len() < MOST
    }
}

/// Whole seconds, rounded up, at least one.
fn seconds(millis: i64) -> u64 {
    u64::try_from(millis).unwrap_or_default().div_ceil(1_000).max(1)
}

#[cfg(test)]
mod tests {
    use super::*;
    use domain::value::{FixedClock, Instant};
    use std::net::Ipv4Addr;

    const HERE: IpAddr = IpAddr::V4(Ipv4Addr::new(203, 0, 113, 5));

    fn limiter(factor: f64) -> (Limiter, Arc<FixedClock>) {
        let clock = Arc::new(FixedClock::new(Instant::from_millis(1_000_000)));
        let limiter = Limiter::new(Strictness::Times(factor), clock.clone()).unwrap();
        (limiter, clock)
    }

    fn taken(limiter: &Limiter, class: Class, network: IpAddr) -> usize {
        (0..10_000).take_while(|_| limiter.take(class, network).is_ok()).count()
    }

    #[test]
    fn 桶が空になれば断り時間がたてば戻る() {
        let (limiter, clock) = limiter(1.0);
        for class in Class::ALL {
            let (burst, every) = class.quota();
            assert_eq!(taken(&limiter, *class, HERE), burst as usize, "{class:?}");
            let empty = limiter.take(*class, HERE).unwrap_err();
            assert_eq!((empty.limit, empty.remaining), (burst, 0));
            assert_eq!(empty.seconds, u64::from(every).div_ceil(1_000));
            clock.advance_millis(i64::from(every) - 1);
            assert!(limiter.take(*class, HERE).is_err());
            clock.advance_millis(1);
            assert_eq!(taken(&limiter, *class, HERE), 1);
            clock.advance_millis(i64::from(every) * i64::from(burst) * 3);
            assert_eq!(taken(&limiter, *class, HERE), burst as usize);
        }
    }

    #[test]
    fn ほかの宛先は待たされない() {
        let (limiter, _) = limiter(1.0);
        taken(&limiter, Class::Costly, HERE);
        let other = IpAddr::V4(Ipv4Addr::new(203, 0, 113, 6));
        assert_eq!(limiter.take(Class::Costly, other).unwrap().remaining, 29);
        assert!(limiter.take(Class::Page, HERE).is_ok());
    }

    #[test]
    fn 倍率で緩めたり締めたりできる() {
        assert_eq!(taken(&limiter(0.1).0, Class::Costly, HERE), 3);
        assert_eq!(taken(&limiter(2.0).0, Class::Costly, HERE), 60);
        assert_eq!(taken(&limiter(0.01).0, Class::Costly, HERE), 1);
        assert!(Limiter::new(Strictness::Off, Arc::new(FixedClock::new(Instant::from_millis(0)))).is_none());
        assert_eq!(Strictness::parse("on").unwrap(), Strictness::Times(1.0));
        assert_eq!(Strictness::parse("2.5").unwrap().to_string(), "2.5");
        for wrong in ["", "yes", "0", "-1", "NaN", "inf"] {
            assert!(Strictness::parse(wrong).is_err(), "{wrong}");
        }
    }

    #[test]
    fn 時計が戻っても締め出さない() {
        let (limiter, clock) = limiter(1.0);
        taken(&limiter, Class::Costly, HERE);
        clock.advance_millis(-3_600_000);
        assert_eq!(limiter.take(Class::Costly, HERE).unwrap_err().seconds, 4);
        clock.advance_millis(4_000);
        assert_eq!(taken(&limiter, Class::Costly, HERE), 1);
    }

    #[test]
    fn 宛先が多すぎても表は大きくならず誰も締め出さない() {
        let (limiter, clock) = limiter(1.0);
        for number in 0..MOST + 500 {
            let bits = u32::try_from(number).unwrap();
            assert!(limiter.take(Class::Page, IpAddr::V4(Ipv4Addr::from(bits))).is_ok());
        }
        assert_eq!(limiter.buckets.lock().unwrap().full_at.len(), MOST);
        clock.advance_millis(60_000);
        assert!(limiter.take(Class::Page, HERE).is_ok());
        assert_eq!(limiter.buckets.lock().unwrap().full_at.len(), 1);
    }
}
