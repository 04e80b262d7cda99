using System.Security.Cryptography;
using System.Text;
using System.Text.Json;

namespace HelloMeme.Reenactment.Diffusion;

/// <summary>The name of a render: what would make other frames makes another name.</summary>
internal static class RenderKey
{
    /// <param name="files">Of the networks: known by name, length and time of change, since reading gigabytes for a name would take long.</param>
    public static string Of(RenderScene scene, RenderSettings settings, bool film, IEnumerable<FileInfo> files)
    {
        using var hash = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
        void Add(string text) => hash.AppendData(Encoding.UTF8.GetBytes(text + "\n"));
        Add(JsonSerializer.Serialize(settings));
        Add($"{(film ? "film" : "picture")} {scene.Portrait.Width} {scene.Portrait.Height}");
        hash.AppendData(scene.Portrait.Pixels);
        hash.AppendData(System.Runtime.InteropServices.MemoryMarshal.AsBytes(scene.Face.Neutral.Landmarks.Points));
        Add(scene.Motion.ToJson());
        foreach (var file in files) Add($"{file.Name} {file.Length} {file.LastWriteTimeUtc.Ticks}");
        if (scene.Driver is { } driver)
        {
            Add($"{driver.PingPong} {driver.Face.Frames.Count}");
            Add(driver.Captured.ToJson());
            if (driver.Pictures is { } pictures) Add(string.Join(' ', pictures));
        }

        return Convert.ToHexStringLower(hash.GetHashAndReset());
    }
}
