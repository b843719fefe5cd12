//! Counts the ones two sets have in common, with the widest instructions this machine has. The portable loop is always
//! there; the others are the same loop compiled for more.

/// How many ones both have at the same places.
pub fn common(left: &[u64], right: &[u64]) -> u32 {
    #[cfg(target_arch = "x86_64")]
    {
        if is_x86_feature_detected!("avx512vpopcntdq") && is_x86_feature_detected!("avx512vl") {
            #[allow(
                unsafe_code,
                reason = "calling code compiled for instructions that were just detected"
            )]
            // SAFETY: the function has no other condition than that this machine knows its instructions.
            return unsafe { common_widest(left, right) };
        }
        if is_x86_feature_detected!("avx2") && is_x86_feature_detected!("popcnt") {
            #[allow(
                unsafe_code,
                reason = "calling code compiled for instructions that were just detected"
            )]
            // SAFETY: as above.
            return unsafe { common_wide(left, right) };
        }
    }
    plain(left, right)
}

#[cfg(target_arch = "x86_64")]
#[target_feature(enable = "avx512f,avx512vl,avx512vpopcntdq")]
fn common_widest(left: &[u64], right: &[u64]) -> u32 {
    plain(left, right)
}

#[cfg(target_arch = "x86_64")]
#[target_feature(enable = "avx2,popcnt")]
fn common_wide(left: &[u64], right: &[u64]) -> u32 {
    plain(left, right)
}

#[inline(always)]
fn plain(left: &[u64], right: &[u64]) -> u32 {
    let ones: u64 = left
        .iter()
        .zip(right)
        .map(|(left, right)| u64::from((left & right).count_ones()))
        .sum();
    u32::try_from(ones).unwrap_or(u32::MAX)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn どの命令でも同じ数() {
        let word = |seed: u64| seed.wrapping_mul(0x9e37_79b9_7f4a_7c15).rotate_left(17);
        for length in [0, 1, 3, 4, 7, 64, 157, 1_000] {
            let left: Vec<u64> = (0..length).map(word).collect();
            let right: Vec<u64> = (0..length).map(|at| word(at ^ 0x55)).collect();
            assert_eq!(common(&left, &right), plain(&left, &right), "{length}");
        }
    }
}
