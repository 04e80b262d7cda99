using System.Text.Json;
using System.Text.RegularExpressions;
using HelloMeme.Tests.Reenactment.Diffusion.Schedulers;

namespace HelloMeme.Tests.Golden;

/// <summary>What one way of building gave: outputs by the case's names. A case may have several, such as both graph forms.</summary>
internal sealed record GoldenRun(string Form, IReadOnlyDictionary<string, float[]> Outputs);

/// <summary>Cases whose name matches the pattern, and how they are run. Slack: the tolerance in units of the original's own error.</summary>
internal sealed record GoldenKind(string Pattern, Func<GoldenCase, IEnumerable<GoldenRun>> Run, double Slack = 10);

/// <summary>The table of everything that is run; each group of kinds has a file of its own.</summary>
internal static class GoldenKinds
{
    private static readonly GoldenKind[] All = [.. BlockCases.Kinds, .. ControlCases.Kinds, .. UNetCases.Kinds, .. EncoderCases.Kinds, .. PipelineCases.Kinds];

    private static readonly JsonElement Manifest = ReadManifest();

    public static IEnumerable<string> Names => Cases.EnumerateObject().Select(c => c.Name);

    /// <summary>Sizes that all networks of the set share.</summary>
    public static JsonElement Config => Manifest.GetProperty("config");

    private static JsonElement Cases => Manifest.GetProperty("cases");

    public static GoldenCase Open(string name) => new(name, Cases.GetProperty(name));

    /// <summary>Null where nothing here runs such a case.</summary>
    public static GoldenKind? Of(string name) => Array.Find(All, k => Regex.IsMatch(name, $"^({k.Pattern})$"));

    /// <summary>Here, or by the tests of the schedulers.</summary>
    public static bool IsRun(string name) => Of(name) is not null || Regex.IsMatch(name, $"^{SchedulerCaseTests.Pattern}$");

    // Its writer put infinities and NaN where JSON has no word for them.
    private static JsonElement ReadManifest() => !GoldenData.Has("manifest.json")
        ? throw new FileNotFoundException($"HELLOMEME_GOLDEN is {GoldenData.Root}, which holds no manifest.json: it is no folder of golden data.")
        : JsonDocument.Parse(Regex.Replace(File.ReadAllText(Path.Combine(GoldenData.Root, "manifest.json")), @"(?<=[\[:,\s])-?(Infinity|NaN)(?=[\],\s])", "null")).RootElement;
}
