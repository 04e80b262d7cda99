using Xunit;

namespace HelloMeme.Tests.Golden;

/// <summary>Numbers the original code made (layout and meaning: the README of the golden data). HELLOMEME_GOLDEN=DIR reads another folder of the same schema,
/// which may hold as little as one case: tests that want more than it has are skipped.</summary>
internal static class GoldenData
{
    private static readonly string? Other = Environment.GetEnvironmentVariable("HELLOMEME_GOLDEN") is { Length: > 0 } folder ? folder : null;

    public static string Root { get; } = Other ?? Find();

    /// <summary>The suite's own folder, in which nothing may lack.</summary>
    public static bool IsOwn => Other is null;

    /// <summary>A file or folder below the root; what another folder lacks skips the test that wants it.</summary>
    public static string File(params ReadOnlySpan<string> parts)
    {
        var path = Path.Combine([Root, .. parts]);
        Assert.SkipWhen(!IsOwn && !Path.Exists(path), $"{path} is not in HELLOMEME_GOLDEN");
        return path;
    }

    /// <summary>For what is asked while tests are found, when none can be skipped yet.</summary>
    public static bool Has(params ReadOnlySpan<string> parts) => IsOwn || Path.Exists(Path.Combine([Root, .. parts]));

    /// <summary>Names of the cases that start so; none where another folder has none.</summary>
    public static IEnumerable<string> Cases(string prefix) => !Has("cases") ? [] : Directory.EnumerateFiles(Path.Combine(Root, "cases"), prefix + "*.safetensors.gz")
        .Select(path => Path.GetFileName(path)[..^".safetensors.gz".Length]).Order(StringComparer.Ordinal);

    private static string Find()
    {
        for (var folder = new DirectoryInfo(AppContext.BaseDirectory); folder is not null; folder = folder.Parent)
            if (System.IO.File.Exists(Path.Combine(folder.FullName, "HelloMeme.Studio.sln"))) return Path.Combine(folder.FullName, "tests", "HelloMeme.Tests", "Golden");
        throw new InvalidOperationException("The tests run inside a checkout: HelloMeme.Studio.sln was not found above them.");
    }
}
