namespace HelloMeme.Tests.Golden;

/// <summary>Numbers the original code made (layout and meaning: the README of the golden data). HELLOMEME_GOLDEN=DIR reads another folder of the same schema.</summary>
internal static class GoldenData
{
    public static string Root { get; } = Environment.GetEnvironmentVariable("HELLOMEME_GOLDEN") is { Length: > 0 } folder ? folder : Find();

    public static string File(params ReadOnlySpan<string> parts) => Path.Combine([Root, .. parts]);

    /// <summary>Names of the cases that start so.</summary>
    public static IEnumerable<string> Cases(string prefix) => Directory.EnumerateFiles(File("cases"), prefix + "*.safetensors.gz")
        .Select(path => Path.GetFileName(path)[..^".safetensors.gz".Length]).Order(StringComparer.Ordinal);

    private static string Find()
    {
        for (var folder = new DirectoryInfo(AppContext.BaseDirectory); folder is not null; folder = folder.Parent)
            if (System.IO.File.Exists(Path.Combine(folder.FullName, "HelloMeme.Studio.sln"))) return Path.Combine(folder.FullName, "tests", "HelloMeme.Tests", "Golden");
        throw new InvalidOperationException("The tests run inside a checkout: HelloMeme.Studio.sln was not found above them.");
    }
}
