using HelloMeme.Media;
using HelloMeme.Reenactment.Faces;
using HelloMeme.Tests.Support;
using Xunit;

namespace HelloMeme.Tests.Reenactment.Faces;

public sealed class FaceModelsTests
{
    [Fact]
    public void Every_source_converts_and_opens()
    {
        using var folder = new ScratchFolder();
        var models = FaceModels.Open(NodeModules.Folder, folder.Path);
        Assert.Empty(Directory.GetFiles(folder.Path));
        foreach (var source in FaceModelSource.All)
        {
            using var session = models.OpenSession(source);
            Assert.NotEmpty(session.Outputs);
        }

        Assert.Equal(FaceModelSource.All.Count, Directory.GetFiles(folder.Path, "*.onnx").Length);
    }

    [Fact]
    public void Without_the_packages_the_remedy_is_named()
    {
        using var folder = new ScratchFolder();
        var fault = Assert.Throws<UserFaultException>(() => FaceModels.Open(Path.Combine(folder.Path, "node_modules"), folder.Path));
        Assert.Equal("face-models-missing", fault.Code);
        Assert.Contains("npm ci --ignore-scripts", fault.Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("@mediapipe/face_detection", "face_detection_full_range.tflite", "face-detection-full")]
    [InlineData("@mediapipe/face_mesh", "face_mesh_solution_packed_assets.data", "face-mesh-478")]
    public void A_changed_byte_is_found_and_named(string package, string file, string model)
    {
        using var folder = new ScratchFolder();
        foreach (var source in FaceModelSource.All) CopyPackage(source.Package, folder.Path);
        var path = Path.Combine(folder.Path, package, file);
        var bytes = File.ReadAllBytes(path);
        bytes[1_000_000] ^= 1;
        File.WriteAllBytes(path, bytes);

        var fault = Assert.Throws<UserFaultException>(() => FaceModels.Open(folder.Path, folder.Path));
        Assert.Equal("face-models-changed", fault.Code);
        Assert.Contains(model, fault.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void A_loader_that_lists_other_ranges_is_a_changed_package()
    {
        using var folder = new ScratchFolder();
        foreach (var source in FaceModelSource.All) CopyPackage(source.Package, folder.Path);
        var loader = Path.Combine(folder.Path, "@mediapipe/face_mesh", "face_mesh_solution_packed_assets_loader.js");
        File.WriteAllText(loader, File.ReadAllText(loader).Replace("\"end\": 3737848", "\"end\": 999999999", StringComparison.Ordinal));
        Assert.Equal("face-models-changed", Assert.Throws<UserFaultException>(() => FaceModels.Open(folder.Path, folder.Path)).Code);
    }

    [Fact]
    public void The_catalogue_pins_what_the_lock_file_pins()
    {
        var project = Directory.GetParent(NodeModules.Folder)!.FullName;
        var lockFile = File.ReadAllText(Path.Combine(project, "package-lock.json"));
        foreach (var source in FaceModelSource.All)
        {
            using var package = System.Text.Json.JsonDocument.Parse(lockFile);
            Assert.Equal(source.Version, package.RootElement.GetProperty("packages").GetProperty($"node_modules/{source.Package}").GetProperty("version").GetString());
        }
    }

    [Fact]
    public void The_manifest_lists_what_the_catalogue_uses()
    {
        var project = Directory.GetParent(NodeModules.Folder)!.FullName;
        using var manifest = System.Text.Json.JsonDocument.Parse(File.ReadAllText(Path.Combine(project, "models", "manifest.json")));
        var listed = manifest.RootElement.EnumerateArray().Select(e => new FaceModelSource(
            e.GetProperty("model").GetString()!, e.GetProperty("package").GetString()!, e.GetProperty("version").GetString()!,
            e.GetProperty("file").GetString()!, e.TryGetProperty("member", out var member) ? member.GetString() : null, e.GetProperty("sha256").GetString()!));
        Assert.Equal(FaceModelSource.All, listed);
    }

    private static void CopyPackage(string package, string to)
    {
        var target = Directory.CreateDirectory(Path.Combine(to, package)).FullName;
        foreach (var file in Directory.GetFiles(Path.Combine(NodeModules.Folder, package)))
            if (!file.Contains("wasm", StringComparison.Ordinal)) File.Copy(file, Path.Combine(target, Path.GetFileName(file)), overwrite: true);
    }
}
