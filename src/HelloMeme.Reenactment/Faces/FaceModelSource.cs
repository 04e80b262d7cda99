using System.Text.Json;
using System.Text.RegularExpressions;

namespace HelloMeme.Reenactment.Faces;

/// <summary>Where one face network comes from: npm package, version, file in it, and the member where that file packs several.</summary>
public sealed partial record FaceModelSource(string Name, string Package, string Version, string File, string? Member, string Sha256)
{
    private const string PackedAssets = "face_mesh_solution_packed_assets";

    public static readonly FaceModelSource ShortRange = new("face-detection-short", "@mediapipe/face_detection", "0.4.1657300184",
        "face_detection_short_range.tflite", null, "3bc182eb9f33925d9e58b5c8d59308a760f4adea8f282370e428c51212c26633");

    public static readonly FaceModelSource FullRange = new("face-detection-full", "@mediapipe/face_detection", "0.4.1657300184",
        "face_detection_full_range.tflite", null, "99bf9494d84f50acc6617d89873f71bf6635a841ea699c17cb3377f9507cfec3");

    public static readonly FaceModelSource Mesh = new("face-mesh-468", "@mediapipe/face_mesh", "0.4.1657299874",
        PackedAssets + ".data", "face_landmark.tflite", "c603fa6149219a3e9487dc9abd7a0c24474c77263273d24868378cdf40aa26d1");

    public static readonly FaceModelSource AttentionMesh = new("face-mesh-478", "@mediapipe/face_mesh", "0.4.1657299874",
        PackedAssets + ".data", "face_landmark_with_attention.tflite", "883b7411747bac657c30c462d305d312e9dec6adbf8b85e2f5d8d722fca9455d");

    public static readonly FaceModelSource PersonMask = new("person-mask", "@mediapipe/selfie_segmentation", "0.1.1675465747",
        "selfie_segmentation.tflite", null, "8d13b7fae74af625c641226813616a2117bd6bca19eb3b75574621fc08557f27");

    public static readonly IReadOnlyList<FaceModelSource> All = [ShortRange, FullRange, Mesh, AttentionMesh, PersonMask];

    /// <summary>The bytes of the TFLite file, unchecked.</summary>
    /// <exception cref="FileNotFoundException">The package or its file is not there.</exception>
    /// <exception cref="InvalidDataException">The packed file does not hold the member.</exception>
    public ReadOnlyMemory<byte> Read(string nodeModules)
    {
        var folder = Path.Combine(nodeModules, Package);
        ReadOnlyMemory<byte> bytes = System.IO.File.ReadAllBytes(Path.Combine(folder, File));
        if (Member is null) return bytes;
        var (start, end) = Range(System.IO.File.ReadAllText(Path.Combine(folder, PackedAssets + "_loader.js")), Member);
        return start >= 0 && start <= end && end <= bytes.Length ? bytes[start..end] : throw new InvalidDataException($"{Member} lies outside {File}.");
    }

    /// <summary>The loader script lists each member as {"filename": .., "start": .., "end": ..}, a concatenation without headers.</summary>
    private static (int Start, int End) Range(string loader, string member)
    {
        foreach (Match match in MemberEntry().Matches(loader))
        {
            using var entry = JsonDocument.Parse(match.Value);
            if (entry.RootElement.GetProperty("filename").GetString()!.EndsWith("/" + member, StringComparison.Ordinal))
                return (entry.RootElement.GetProperty("start").GetInt32(), entry.RootElement.GetProperty("end").GetInt32());
        }

        throw new InvalidDataException($"The loader script does not list {member}.");
    }

    [GeneratedRegex("""\{"filename": *"[^"\\]*", *"start": *\d{1,9}, *"end": *\d{1,9}\}""", RegexOptions.CultureInvariant, matchTimeoutMilliseconds: 1000)]
    private static partial Regex MemberEntry();
}
