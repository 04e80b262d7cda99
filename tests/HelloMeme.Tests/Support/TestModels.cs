using HelloMeme.Reenactment.Faces;
using Xunit;

namespace HelloMeme.Tests.Support;

/// <summary>The face networks of this checkout; tests that need them are skipped, named, until npm ci has run.</summary>
public static class TestModels
{
    public static FaceModels Open()
    {
        var root = FindRoot();
        var packages = Path.Combine(root, "node_modules");
        Assert.SkipUnless(Directory.Exists(packages), "needs the face models: run npm ci --ignore-scripts in the project folder");
        return FaceModels.Open(packages, Path.Combine(root, "models", "onnx"));
    }

    private static string FindRoot()
    {
        for (var folder = new DirectoryInfo(AppContext.BaseDirectory); folder is not null; folder = folder.Parent)
        {
            if (File.Exists(Path.Combine(folder.FullName, "HelloMeme.Studio.sln"))) return folder.FullName;
        }

        throw new InvalidOperationException("The tests run inside a checkout: HelloMeme.Studio.sln was not found above them.");
    }
}
