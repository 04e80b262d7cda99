using System.Text.Json;

namespace HelloMeme.Tests.Reenactment.Motion;

/// <summary>Files of the repository that C# and JS share.</summary>
internal static class RepositoryFiles
{
    public static JsonElement ReadJson(params string[] path)
    {
        var folder = new DirectoryInfo(AppContext.BaseDirectory);
        while (folder is not null && !File.Exists(Path.Combine(folder.FullName, "HelloMeme.Studio.sln"))) folder = folder.Parent;
        using var json = JsonDocument.Parse(File.ReadAllText(Path.Combine([folder!.FullName, .. path])));
        return json.RootElement.Clone();
    }
}
