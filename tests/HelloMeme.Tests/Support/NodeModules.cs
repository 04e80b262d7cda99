namespace HelloMeme.Tests.Support;

/// <summary>The npm packages, looked for upward from the test program. eng/test.sh restores them before it runs the tests, so their absence is a failure.</summary>
internal static class NodeModules
{
    public static string Folder { get; } = Find();

    private static string Find()
    {
        for (var folder = new DirectoryInfo(AppContext.BaseDirectory); folder is not null; folder = folder.Parent)
            if (Directory.Exists(Path.Combine(folder.FullName, "node_modules", "@mediapipe"))) return Path.Combine(folder.FullName, "node_modules");
        throw new InvalidOperationException("node_modules is missing above the tests: run npm ci --ignore-scripts in the project folder.");
    }
}
