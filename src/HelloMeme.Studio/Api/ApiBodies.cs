using Microsoft.OpenApi;

namespace HelloMeme.Studio.Api;

/// <summary>Request bodies that no type describes.</summary>
public static class ApiBodies
{
    /// <summary>Bytes as they are, whatever Content-Type says.</summary>
    public static OpenApiRequestBody Raw() => new()
    {
        Required = true,
        Content = new Dictionary<string, OpenApiMediaType> { ["application/octet-stream"] = new OpenApiMediaType { Schema = new OpenApiSchema { Type = JsonSchemaType.String, Format = "binary" } } },
    };
}
