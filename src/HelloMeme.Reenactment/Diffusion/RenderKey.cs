using System.Security.Cryptography;
using System.Text;
using System.Text.Json;

namespace HelloMeme.Reenactment.Diffusion;

/// <summary>The name of a render: what would make other frames makes another name.</summary>
internal static class RenderKey
{
    public static string Of(RenderScene scene, RenderSettings settings, bool film)
    {
        using var hash = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
        void Add(string text) => hash.AppendData(Encoding.UTF8.GetBytes(text + "\n"));
        Add(JsonSerializer.Serialize(settings));
        Add($"{(film ? "film" : "picture")} {scene.Portrait.Width} {scene.Portrait.Height}");
        hash.AppendData(scene.Portrait.Pixels);
        hash.AppendData(System.Runtime.InteropServices.MemoryMarshal.AsBytes(scene.Face.Neutral.Landmarks.Points));
        Add(scene.Motion.ToJson());
        if (scene.Driver is { } driver)
        {
            Add($"{driver.PingPong} {driver.Face.Frames.Count}");
            Add(driver.Captured.ToJson());
            if (driver.Pictures is { } pictures) Add(string.Join(' ', pictures));
        }

        return Convert.ToHexStringLower(hash.GetHashAndReset());
    }
}
