using HelloMeme.Studio.Api;
using Microsoft.AspNetCore.Components;
using Microsoft.AspNetCore.OpenApi;

namespace HelloMeme.Studio.Components.Pages;

/// <summary>The OpenAPI document to read.</summary>
public sealed partial class ApiPage
{
    private IReadOnlyList<ApiOperation> _operations = [];
    private IReadOnlyList<ApiType> _types = [];
    private string? _about;

    [Inject(Key = ApiDocument.Version)]
    public required IOpenApiDocumentProvider Documents { get; init; }

    protected override async Task OnInitializedAsync()
    {
        var document = await Documents.GetOpenApiDocumentAsync();
        (_about, _operations, _types) = (document.Info.Description, ApiReading.Operations(document), ApiReading.Types(document));
    }
}
