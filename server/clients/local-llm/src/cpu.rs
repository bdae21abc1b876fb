//! Compares the instruction sets this binary was compiled for with the ones the processor has.

/// Names the compiled-in instruction sets that the running processor lacks, `None` when it has them all.
///
/// Check this first at start-up: with a mismatch any later floating-point loop may kill the process.
pub fn cpu_mismatch() -> Option<String> {
    describe_missing(&detect())
}

/// Says how to build for more speed, when the processor has AVX2 and this binary may not use it.
pub fn speed_hint() -> Option<&'static str> {
    let unused = |feature: &Feature| feature.name == "avx2" && feature.present && !feature.compiled;
    detect().iter().any(unused).then_some(
        "this binary was built for the baseline instruction set; its matrix kernels find AVX2 by themselves, \
         and a build with -Ctarget-cpu=x86-64-v3 speeds up the rest of the demo model",
    )
}

struct Feature {
    name: &'static str,
    compiled: bool,
    present: bool,
}

fn describe_missing(features: &[Feature]) -> Option<String> {
    let missing: Vec<_> =
        features.iter().filter(|feature| feature.compiled && !feature.present).map(|feature| feature.name).collect();
    (!missing.is_empty()).then(|| {
        format!(
            "this binary was compiled for processors with {}, which this one lacks; \
             build again with a -Ctarget-cpu that this processor supports",
            missing.join(", ")
        )
    })
}

#[cfg(target_arch = "x86_64")]
fn detect() -> Vec<Feature> {
    let cpu = raw_cpuid::CpuId::new();
    let basic = cpu.get_feature_info();
    let has = |ask: fn(&raw_cpuid::FeatureInfo) -> bool| basic.as_ref().is_some_and(ask);
    let avx2 = cpu.get_extended_feature_info().is_some_and(|extended| extended.has_avx2());
    vec![
        Feature { name: "avx2", compiled: cfg!(target_feature = "avx2"), present: avx2 },
        Feature { name: "fma", compiled: cfg!(target_feature = "fma"), present: has(raw_cpuid::FeatureInfo::has_fma) },
        Feature {
            name: "f16c",
            compiled: cfg!(target_feature = "f16c"),
            present: has(raw_cpuid::FeatureInfo::has_f16c),
        },
    ]
}

#[cfg(not(target_arch = "x86_64"))]
fn detect() -> Vec<Feature> {
    Vec::new()
}

#[cfg(test)]
mod tests {
    use super::{Feature, cpu_mismatch, describe_missing};

    fn feature(name: &'static str, compiled: bool, present: bool) -> Feature {
        Feature { name, compiled, present }
    }

    #[test]
    fn features_compiled_in_but_absent_are_named() {
        let text =
            describe_missing(&[feature("avx2", true, false), feature("fma", true, true), feature("f16c", true, false)]);
        assert!(text.is_some_and(|text| text.contains("avx2, f16c,") && !text.contains("fma")));
    }

    #[test]
    fn a_baseline_binary_fits_any_processor() {
        assert_eq!(describe_missing(&[feature("avx2", false, false), feature("fma", false, true)]), None);
    }

    #[test]
    fn the_binary_that_runs_this_test_fits_its_processor() {
        assert_eq!(cpu_mismatch(), None);
    }
}
